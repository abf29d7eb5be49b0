import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Context, systemContext } from "@/lib/context";
import { closePool, openPool, usePool } from "@/lib/db/pool";
import { searchValuesSchema } from "@/lib/issues/schemas";
import { insertProject } from "@/lib/testing/insert-issue";
import { createTestDatabase } from "@/lib/testing/postgres";
import { newestLimit } from "./find-tags";
import { listValues } from "./list-values";
import { seedIssue } from "./testing/search-fixture";

const ctx = systemContext();
let database: Awaited<ReturnType<typeof createTestDatabase>>;

beforeAll(async () => {
  database = await createTestDatabase();
  usePool(openPool(database.url, 4));
  const web = await insertProject("web");
  const shop = await insertProject("shop");
  await seedIssue(web, {
    type: "TypeError",
    environments: { production: { events: 5, users: 1 }, "": { events: 9, users: 1 } },
    tags: {
      level: { error: 4 },
      release: { "web@1": 2, "web@2": 5 },
      customer: { Acme: 3, globex: 1, "a%b": 1 },
      user: { "id:7": 1, "email:jan@example.com": 2 },
    },
  });
  await seedIssue(web, {
    type: "Deadlock",
    status: "resolved",
    environments: { staging: { events: 1, users: 0 }, production: { events: 2, users: 0 } },
    tags: { customer: { globex: 6 }, plan: "free" },
  });
  await seedIssue(shop, { type: "Hidden", tags: { secret: "42", customer: "other" } });
});
afterAll(async () => {
  await closePool();
  await database.drop();
});

const ask = (input: object) => listValues(ctx, searchValuesSchema.parse({ projects: "web", ...input }));
const list = async (input: object) =>
  (await ask(input)).values.map(({ value, count }) => `${value} ${count}`).join(", ");

describe("the values that could follow", () => {
  it.each([
    [{ key: "" }, "customer 11, release 7, level 4, user 3, plan 1"],
    [{ key: "", prefix: "RE" }, "release 7"],
    [{ key: "customer" }, "globex 7, Acme 3, a%b 1"],
    [{ key: "customer", prefix: "a" }, "Acme 3, a%b 1"],
    [{ key: "customer", prefix: "a%" }, "a%b 1"],
    [{ key: "tags.customer", prefix: "gl" }, "globex 7"],
    [{ key: "release" }, "web@2 5, web@1 2"],
    [{ key: "first_release" }, "web@2 5, web@1 2"],
    [{ key: "env" }, "production 7, staging 1"],
    [{ key: "user.email" }, "jan@example.com 2"],
    [{ key: "user.id" }, "7 1"],
    [{ key: "error.type" }, "Deadlock 1, TypeError 1"],
    [{ key: "project" }, "web 2"],
    [{ key: "level" }, "error 4, fatal null, warning null, info null, debug null"],
    [{ key: "status" }, "unresolved null, resolved null, archived null"],
    [{ key: "is", prefix: "re" }, "resolved null, regressed null"],
    [{ key: "error.handled" }, "true null, false null"],
    [{ key: "assigned" }, ""],
    [{ key: "nothing" }, ""],
    [{ key: "__proto__" }, ""],
    [{ key: "x'; DROP TABLE issue; --\0", prefix: "\0" }, ""],
    [{ key: "secret" }, ""],
    [{ key: "secret", projects: "shop" }, "42 1"],
    [{ key: "customer", projects: "" }, "globex 7, Acme 3, a%b 1, other 1"],
  ])("%o → %s", async (input, expected) => expect(await list(input)).toBe(expected));

  it("are at most 20, and come from the newest issues alone", async () => {
    const many = await insertProject("many");
    const tags = { many: Object.fromEntries(Array.from({ length: 30 }, (_, n) => [`v${n}`, n + 1])) };
    await seedIssue(many, { lastSeen: new Date(Date.now() - 60_000), tags });
    const { values } = await ask({ key: "many", projects: "many" });
    expect(values).toHaveLength(20);
    expect(values[0]).toEqual({ value: "v29", count: 30 });
    for (let n = 0; n < newestLimit; n++) await seedIssue(many);
    expect(await list({ key: "many", projects: "many" })).toBe("");
  });

  it("are for those who may read issues", async () => {
    const stranger = { ...ctx, actor: { ...ctx.actor, role: "nobody" } } as unknown as Context;
    await expect(listValues(stranger, searchValuesSchema.parse({}))).rejects.toThrow();
  });
});

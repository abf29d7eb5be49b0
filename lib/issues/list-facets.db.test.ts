import { beforeAll, describe, expect, it } from "vitest";
import { systemContext } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { seedIssue } from "@/lib/search/testing/search-fixture";
import { insertProject } from "@/lib/testing/insert-issue";
import { useDatabase } from "@/lib/testing/use-database";
import { listFacetsSchema } from "./facet-schemas";
import { listFacets } from "./list-facets";

const ctx = systemContext();
let web: number;
let api: number;

useDatabase();
beforeAll(async () => {
  web = await insertProject("web");
  api = await insertProject("api");
  await seedIssue(web, {
    type: "TypeError",
    events: 80,
    environments: { production: { events: 60, users: 0 }, staging: { events: 20, users: 0 } },
    tags: {
      browser: { "Firefox 140": 50, "Chrome 130": 30 },
      user: { "id:1": 79 },
      plan: "pro",
      region: "eu",
    },
  });
  await seedIssue(web, {
    type: "Fatal",
    level: "fatal",
    events: 20,
    environments: { production: { events: 20, users: 0 } },
    tags: { browser: { "Chrome 130": 20 }, plan: { pro: 5, "": 2 }, "browser.name": "Chrome" },
  });
  await seedIssue(api, { type: "Deadlock", events: 100, tags: { plan: { free: 100 } } });
});

const ask = (input: object) => listFacets(ctx, listFacetsSchema.parse({ projects: "web", ...input }));
const valuesOf = async (key: string, input: object = {}) =>
  (await ask({ keys: key, ...input })).facets[0]?.values.map(
    ({ value, events, issues, share }) => `${value} ${events} ${issues} ${share}`,
  );

describe("facets", () => {
  it.each([
    ["environment", ["production 80 2 0.8", "staging 20 1 0.2"]],
    ["level", ["error 80 1 0.8", "fatal 20 1 0.2"]],
    ["browser", ["Chrome 130 50 2 0.5", "Firefox 140 50 1 0.5"]],
    ["user", ["id:1 79 1 0.79"]],
    ["plan", ["pro 6 2 0.06"]],
    ["nothing", []],
  ])("count %s among the events of the issues that match", async (key, expected) => {
    expect(await valuesOf(key)).toEqual(expected);
  });

  it("are those of the list: its query, projects, status and what exists for the person", async () => {
    expect(await valuesOf("browser", { query: "level:fatal" })).toEqual(["Chrome 130 20 1 1"]);
    expect(await valuesOf("plan", { projects: "api" })).toEqual(["free 100 1 1"]);
    expect(await valuesOf("plan", { projects: "", environment: "staging" })).toEqual(["pro 1 1 0.0125"]);
    expect(await valuesOf("plan", { status: "resolved" })).toEqual([]);
    expect(await valuesOf("plan", { query: "is:resolved" })).toEqual([]);
    expect(await valuesOf("plan", { query: "(level" })).toEqual([]);
    const blind = { ...ctx, actor: { ...ctx.actor, projectIds: [web] } };
    const { facets } = await listFacets(blind, listFacetsSchema.parse({ keys: "plan" }));
    expect(facets[0]?.values.map(({ value }) => value)).toEqual(["pro"]);
  });

  it("name the other tags, those of most issues first, and answer in the order of the question", async () => {
    const { facets, others, issues, isSample } = await ask({ keys: "os,plan,level" });
    expect(facets.map(({ key }) => key)).toEqual(["os", "plan", "level"]);
    expect(others).toEqual(["plan", "region"]);
    expect({ issues, isSample }).toEqual({ issues: 2, isSample: false });
  });

  it("say when they are of a sample", async () => {
    const many = await insertProject("many");
    await pool().query(
      `INSERT INTO issue (project_id, short_id, type, message, culprit, level, platform, first_seen, last_seen, event_count)
       SELECT $1, n, 'E', '', '', 40, 'node', now() - n * interval '1 minute', now() - n * interval '1 minute', 1
         FROM generate_series(1, 501) AS n`,
      [many],
    );
    expect(await ask({ projects: "many" })).toMatchObject({ issues: 500, isSample: true });
    const busy = await insertProject("busy");
    const users = Object.fromEntries(Array.from({ length: 201 }, (_, n) => [`id:${n}`, 1]));
    await seedIssue(busy, { events: 201, tags: { user: users } });
    expect(await ask({ projects: "busy", keys: "user" })).toMatchObject({ issues: 1, isSample: true });
    expect(await ask({ projects: "busy", keys: "level" })).toMatchObject({ isSample: false });
  });

  it("hold what most events have also among hundreds of values, and what came since", async () => {
    const crowd = await insertProject("crowd");
    const users = Object.fromEntries(Array.from({ length: 150 }, (_, n) => [`id:${n}`, 1]));
    await seedIssue(crowd, { events: 400, tags: { user: { ...users, zoe: 200 }, plan: { pro: 400 } } });
    const input = { projects: "crowd" };
    expect((await valuesOf("user", input))?.[0]).toBe("zoe 200 1 0.5");
    expect(await valuesOf("plan", input)).toEqual(["pro 400 1 1"]);
    await pool().query("UPDATE issue SET event_count = 500 WHERE project_id = $1", [crowd]);
    await pool().query("UPDATE issue_tag SET count = 500 WHERE project_id = $1 AND key = 'plan'", [crowd]);
    expect(await valuesOf("plan", input)).toEqual(["pro 500 1 1"]);
  });
});

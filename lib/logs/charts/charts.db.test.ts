import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Context, type Role, systemContext } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { ConflictError, ForbiddenError, InvalidInputError, NotFoundError } from "@/lib/errors";
import { chartLimit } from "@/lib/logs/constants";
import { insertProject } from "@/lib/testing/insert-issue";
import { insertOrganization } from "@/lib/testing/insert-person";
import { useDatabase } from "@/lib/testing/use-database";
import { createChart } from "./create-chart";
import { deleteChart } from "./delete-chart";
import { listCharts } from "./list-charts";
import { updateChart } from "./update-chart";

useDatabase();
let shop = 0;
let bank = 0;

function person(role: Role, projectIds: number[]): Context {
  const system = systemContext();
  return { ...system, actor: { ...system.actor, userId: "ada", role, projectIds } };
}
const ada = () => person("member", [shop]);

beforeAll(async () => {
  await insertOrganization("acme");
  shop = await insertProject("shop");
  bank = await insertProject("bank");
});
beforeEach(() => pool().query("TRUNCATE log_chart"));

const pin = (title: string, more: object = {}) =>
  createChart(ada(), {
    slug: "shop",
    title,
    query: "level:ERR | stats count() by service",
    period: "24h",
    ...more,
  });
const titles = async () => (await listCharts(ada(), { slug: "shop" })).charts.map(({ title }) => title);

describe("a chart", () => {
  it("keeps its question in one form, and a relative period", async () => {
    const { id } = await pin("Errors");
    expect(await listCharts(person("viewer", [shop]), { slug: "shop" })).toEqual({
      charts: [{ id, title: "Errors", query: "level:error | stats count() by service", period: "24h" }],
      hasLogs: false,
    });
    await pool().query("INSERT INTO log_stat VALUES ($1, now(), 3, '', '', 1)", [shop]);
    expect((await listCharts(ada(), { slug: "shop" })).hasLogs).toBe(true);
  });

  it("is made of a question whose answer is a table", async () => {
    for (const query of ["level:error", "", "| stats nonsense(", 'level:error | parse "a={b}"']) {
      await expect(pin("x", { query }), query).rejects.toThrow(InvalidInputError);
    }
    expect(await titles()).toEqual([]);
  });

  it("stands where it is put, and comes back to its place", async () => {
    await pin("a");
    const b = await pin("b");
    const c = await pin("c");
    expect(await titles()).toEqual(["a", "b", "c"]);
    await updateChart(ada(), { slug: "shop", chartId: c.id, changes: { place: 0, title: "C" } });
    expect(await titles()).toEqual(["C", "a", "b"]);
    await updateChart(ada(), { slug: "shop", chartId: c.id, changes: { place: 23 } });
    await deleteChart(ada(), { slug: "shop", chartId: b.id });
    expect(await titles()).toEqual(["a", "C"]);
    await pin("b", { place: 1 });
    expect(await titles()).toEqual(["a", "b", "C"]);
  });

  it(`is one of at most ${chartLimit}, also when they are pinned at once`, async () => {
    const answers = await Promise.allSettled(
      Array.from({ length: chartLimit + 4 }, (_, at) => pin(`chart ${at}`)),
    );
    const refused = answers.flatMap((answer) => (answer.status === "rejected" ? [answer.reason] : []));
    expect(refused).toHaveLength(4);
    for (const reason of refused) expect(reason).toBeInstanceOf(ConflictError);
    expect(await titles()).toHaveLength(chartLimit);
  });

  it("is changed by who may work there, and by nobody from elsewhere", async () => {
    const { id } = await pin("Errors");
    const viewer = person("viewer", [shop]);
    const stranger = person("owner", [bank]);
    for (const [ctx, slug, refusal] of [
      [viewer, "shop", ForbiddenError],
      [stranger, "shop", NotFoundError],
      // A chart of another project, under the address of one's own.
      [stranger, "bank", NotFoundError],
    ] as const) {
      const change = updateChart(ctx, { slug, chartId: id, changes: { title: "Mine" } });
      await expect(change).rejects.toThrow(refusal);
      await expect(deleteChart(ctx, { slug, chartId: id })).rejects.toThrow(refusal);
    }
    await expect(listCharts(stranger, { slug: "shop" })).rejects.toThrow(NotFoundError);
    expect(await titles()).toEqual(["Errors"]);
  });
});

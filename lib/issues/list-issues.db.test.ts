import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { systemContext } from "@/lib/context";
import { closePool, openPool, pool, usePool } from "@/lib/db/pool";
import { InvalidInputError } from "@/lib/errors";
import { createTestDatabase } from "@/lib/testing/postgres";
import { insertIssue, insertProject } from "@/lib/testing/insert-issue";
import { countIssues } from "./count-issues";
import { writeCursor } from "./cursor";
import { explainEmpty } from "./explain-empty";
import { listEnvironments } from "./list-environments";
import { listIssues } from "./list-issues";
import { readIssue } from "./read-issue";
import { readUpdates } from "./read-updates";
import { issueFilterSchema, listIssuesSchema } from "./schemas";
import { searchIssues } from "./search-issues";

const ctx = systemContext();
const MINUTE = 60_000;
const ago = (minutes: number) => new Date(Date.now() - minutes * MINUTE);
const list = (input: object = {}) => listIssues(ctx, listIssuesSchema.parse(input));
const ids = async (input: object = {}) => (await list(input)).rows.map((row) => row.shortId);
const filter = (input: object = {}) => issueFilterSchema.parse(input);
const reason = (input: object) => explainEmpty(ctx, filter(input));

async function readAll(sort: string) {
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await list({ sort, limit: 4, cursor });
    seen.push(...page.rows.map((row) => row.shortId));
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  return seen;
}

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let web: number;
let api: number;

beforeAll(async () => {
  database = await createTestDatabase();
  usePool(openPool(database.url, 4));
});
afterAll(async () => {
  await closePool();
  await database.drop();
});

async function emptyTables() {
  await pool().query(
    "TRUNCATE project, issue, issue_text, issue_environment, environment, issue_stat CASCADE",
  );
  web = await insertProject("web");
  api = await insertProject("api");
}

describe("paging", () => {
  beforeAll(async () => {
    await emptyTables();
    const sameMoment = ago(10);
    for (let n = 0; n < 23; n++) {
      const lastSeen = n % 3 === 0 ? ago(n) : sameMoment;
      await insertIssue(n % 2 === 0 ? web : api, { lastSeen, firstSeen: ago(100), events: n % 4, users: 0 });
    }
  });

  it.each(["lastSeen", "firstSeen", "events", "users"])(
    "by %s shows every issue once, ties included",
    async (sort) => {
      const seen = await readAll(sort);
      expect(seen).toHaveLength(23);
      expect(new Set(seen).size).toBe(23);
      expect(seen).toEqual(await ids({ sort, limit: 100 }));
    },
  );

  it("goes on after the last row although a newer issue was inserted", async () => {
    const first = await list({ limit: 10 });
    const inserted = await insertIssue(web);
    const second = await list({ limit: 100, cursor: first.nextCursor });
    expect(second.rows).toHaveLength(13);
    expect(second.rows.map((row) => row.shortId)).not.toContain(inserted);
  });

  it("sorts downwards by what it says", async () => {
    const { rows } = await list({ sort: "events", limit: 100 });
    const counts = rows.map((row) => row.eventCount);
    expect(counts).toEqual(counts.toSorted((a, b) => b - a));
  });

  it("refuses a cursor of another order, and survives a made-up one", async () => {
    const cursor = (await list({ limit: 4 })).nextCursor ?? "";
    await expect(list({ sort: "events", cursor })).rejects.toThrow(InvalidInputError);
    await expect(list({ cursor: cursor.slice(1) })).rejects.toThrow(InvalidInputError);
    const farthest = writeCursor("lastSeen", { value: 8.64e15, id: 1, projectId: 1 });
    expect((await list({ cursor: farthest, limit: 100 })).rows).toHaveLength(24);
  });
});

describe("filters", () => {
  let names: Record<string, string>;

  beforeAll(async () => {
    await emptyTables();
    names = {
      coupon: await insertIssue(web, {
        type: "TypeError",
        message: "reading 'percentOff' at 100%",
        lastSeen: ago(5),
      }),
      lock: await insertIssue(api, {
        type: "Deadlock",
        message: "order_items 1000",
        level: "fatal",
        lastSeen: ago(90),
      }),
      old: await insertIssue(api, { message: "orderXitems", lastSeen: ago(60 * 24 * 20), level: "warning" }),
      done: await insertIssue(web, { message: "gone", status: "resolved", lastSeen: ago(1) }),
      staged: await insertIssue(web, {
        lastSeen: ago(2),
        firstSeen: ago(60 * 24 * 40),
        events: 50,
        users: 9,
        environments: {
          production: { events: 48, users: 8 },
          staging: { events: 2, users: 1, firstSeen: ago(61), lastSeen: ago(60) },
        },
        stats: [
          ["production", 0, 40],
          ["production", 23, 8],
          ["staging", 1, 2],
          ["production", 24, 1],
          ["production", 24 * 20, 7],
        ],
      }),
    };
  });

  it("keep project, status, level and period", async () => {
    expect(await ids()).toEqual([names.staged, names.coupon, names.lock]);
    expect(await ids({ projects: "api" })).toEqual([names.lock]);
    expect(await ids({ projects: "nowhere" })).toEqual([]);
    expect(await ids({ status: "resolved" })).toEqual([names.done]);
    expect(await ids({ status: "all", period: "1h" })).toEqual([names.done, names.staged, names.coupon]);
    expect(await ids({ levels: "fatal,warning", period: "30d" })).toEqual([names.lock, names.old]);
    expect(await ids({ from: ago(100).toISOString(), to: ago(50).toISOString() })).toEqual([names.lock]);
  });

  it("take %, _ and quotes in a text for themselves", async () => {
    expect(await ids({ query: "100%" })).toEqual([names.coupon]);
    expect(await ids({ query: "order_items", period: "30d" })).toEqual([names.lock]);
    expect(await ids({ query: "'percentoff'" })).toEqual([names.coupon]);
    expect(await ids({ query: "%" })).toEqual([names.coupon]);
    expect(await ids({ query: "\\" })).toEqual([]);
  });

  it("want every word of a text, in any order", async () => {
    expect(await ids({ query: "percentoff TYPEERROR" })).toEqual([names.coupon]);
    expect(await ids({ query: "percentoff deadlock" })).toEqual([]);
  });

  it("find an issue by its short id in any case, but only exactly", async () => {
    expect(await ids({ query: String(names.lock).toLowerCase() })).toEqual([names.lock]);
    expect(await ids({ query: `${names.lock} more` })).toEqual([]);
  });

  it("show the environment's own counts, users and times", async () => {
    const { rows } = await list({ environment: "staging" });
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ shortId: names.staged, eventCount: 2, userCount: 1, isNew: true });
    expect(await ids({ environment: "staging", period: "1h", sort: "events" })).toEqual([]);
    expect(await ids({ environment: "Production" })).toEqual([]);
    expect(await listEnvironments(ctx, [])).toEqual(["production", "staging"]);
    expect(await listEnvironments(ctx, ["api"])).toEqual([]);
  });

  it("carry the trend of the last 24 hours and 14 days, of one environment if asked", async () => {
    const rows = [...(await list()).rows, ...(await list({ environment: "staging" })).rows];
    const [everywhere, staging] = rows.filter((row) => row.shortId === names.staged);
    expect(everywhere?.trend24h).toEqual([8, ...Array<number>(21).fill(0), 2, 40]);
    expect(everywhere?.trend14d).toHaveLength(14);
    expect(everywhere?.trend14d.reduce((a, b) => a + b)).toBe(51);
    expect(everywhere?.isNew).toBe(false);
    expect(staging?.trend24h.reduce((a, b) => a + b)).toBe(2);
  });

  it("count the tabs under the other filters", async () => {
    expect(await countIssues(ctx, filter({ status: "resolved" }))).toEqual({
      unresolved: 3,
      resolved: 1,
      archived: 0,
      all: 4,
    });
    expect(await countIssues(ctx, filter({ projects: "api", period: "90d" }))).toMatchObject({
      unresolved: 2,
      all: 2,
    });
    expect(await countIssues(ctx, filter({ environment: "staging" }))).toMatchObject({ unresolved: 1 });
  });

  it("name the one filter that hides the most", async () => {
    expect(await reason({ query: "zzz", levels: "fatal" })).toEqual({
      kind: "no-match",
      drop: { filter: "query", count: 1 },
    });
    expect(await reason({ projects: "api", environment: "staging" })).toMatchObject({
      drop: { filter: "environment", count: 1 },
    });
    expect(await reason({ projects: "api", status: "archived", query: "zzz" })).toEqual({
      kind: "no-match",
      drop: null,
    });
    expect(await reason({ query: "is:resolved zzz" })).toEqual({
      kind: "no-match",
      drop: { filter: "query", count: 3 },
    });
    expect(await reason({ query: "is:resolved", levels: "fatal" })).toEqual({
      kind: "no-match",
      drop: { filter: "query", count: 1 },
    });
    // The tab does not count where the query names a status.
    expect(await reason({ query: "is:resolved", projects: "api", status: "archived" })).toEqual({
      kind: "no-match",
      drop: { filter: "projects", count: 1 },
    });
    expect(await reason({ query: "is:resolved gone", projects: "api" })).toEqual({
      kind: "no-match",
      drop: { filter: "query", count: 1 },
    });
    expect(await reason({ projects: "nowhere" })).toMatchObject({ drop: { filter: "projects", count: 3 } });
  });

  it("say when all is done, when nothing ever came, and when nothing is there", async () => {
    const quiet = await insertProject("quiet");
    expect(await explainEmpty(ctx, filter({ projects: "quiet" }))).toEqual({
      kind: "no-event",
      project: { slug: "quiet", name: "quiet" },
      dsn: null,
    });
    await insertIssue(quiet, { status: "resolved" });
    expect(await explainEmpty(ctx, filter({ projects: "quiet" }))).toEqual({
      kind: "all-done",
      resolved: null,
    });
    await pool().query("TRUNCATE project CASCADE");
    expect(await explainEmpty(ctx, filter())).toEqual({ kind: "no-project" });
  });
});

describe("updates", () => {
  beforeAll(emptyTables);

  it("bring new and returned issues, and the shown rows as they are now", async () => {
    const quiet = await insertIssue(web, { lastSeen: ago(30), events: 3 });
    const back = await insertIssue(web, { lastSeen: ago(60), status: "resolved" });
    const { mark } = await list();
    const late = await insertIssue(api, { firstSeen: ago(200), lastSeen: ago(200) });
    const fresh = await insertIssue(web, { lastSeen: new Date(Date.now() + 50) });
    const soon = new Date(Date.now() + 100);
    await pool().query(
      "UPDATE issue SET status = 'unresolved', last_seen = $1, regressed_at = $1 WHERE status = 'resolved'",
      [soon],
    );
    await pool().query("UPDATE issue SET last_seen = $1, event_count = 4 WHERE event_count = 3", [soon]);

    const updates = await readUpdates(ctx, { ...filter(), mark, shown: [quiet] });
    expect(updates.fresh.map((row) => row.shortId)).toEqual([back, fresh, late]);
    expect(updates.fresh[0]?.isRegressed).toBe(true);
    expect(updates.shown.map((row) => [row.shortId, row.eventCount])).toEqual([[quiet, 4]]);
    const elsewhere = await readUpdates(ctx, { ...filter({ projects: "api" }), mark, shown: [quiet, "x"] });
    expect(elsewhere.fresh.map((row) => row.shortId)).toEqual([late]);
    expect(elsewhere.shown).toHaveLength(1);
    await expect(readUpdates(ctx, { ...filter(), mark: "made up", shown: [] })).rejects.toThrow(
      InvalidInputError,
    );
  });
});

describe("finding one", () => {
  it("reads it by short id, and does not know others", async () => {
    await emptyTables();
    const shortId = await insertIssue(web, { type: "TypeError", message: "percentOff" });
    expect(await readIssue(ctx, shortId.toLowerCase())).toMatchObject({
      shortId,
      project: { slug: "web" },
      level: "error",
      status: "unresolved",
    });
    for (const missing of ["WEB-ZZZ", "NO-1", "'", ""])
      await expect(readIssue(ctx, missing)).rejects.toThrow(/not here/);
    const hit = { shortId, title: "TypeError percentOff", level: "error", projectSlug: "web" };
    expect(await searchIssues(ctx, { q: "percent" })).toEqual({ issues: [hit] });
    expect(await searchIssues(ctx, { q: shortId })).toEqual({ issues: [hit] });
    expect(await searchIssues(ctx, { q: "" })).toEqual({ issues: [] });
  });
});

import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { systemContext } from "@/lib/context";
import { maintainPartitions } from "@/lib/db/maintain-partitions";
import { pool } from "@/lib/db/pool";
import { InvalidInputError, NotFoundError } from "@/lib/errors";
import { streamLines } from "@/lib/http/stream-lines";
import {
  addProject,
  boundTo,
  type ReleaseProject,
  sendEvents,
  shortIdOf,
} from "@/lib/releases/testing/release-fixture";
import { useDatabase } from "@/lib/testing/use-database";
import { exportEvents } from "./export-events";
import { encodePayload } from "./payload";
import { eventExportQuery, eventSearchQuery, searchedEvents } from "./schemas";
import { searchEvents } from "./search-events";

useDatabase();
const ctx = systemContext();
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);
const thrown = (type: string, value: string, handled = true) => ({
  exception: { values: [{ type, value, mechanism: { type: "generic", handled } }] },
});
let web: ReleaseProject;
let shortId: string;

beforeAll(() => maintainPartitions());
beforeEach(async () => {
  web = await addProject();
});

const search = (query: string, more: object = {}) =>
  searchEvents(ctx, shortId, eventSearchQuery.parse({ query, ...more }));

describe("a query over an issue's events", () => {
  let names: Map<string, string>;

  beforeEach(async () => {
    const send = async (name: string, release: string, more: Parameters<typeof sendEvents>[3]) => {
      const [id = ""] = await sendEvents(web, release, 1, more);
      names.set(id, name);
    };
    names = new Map();
    await send("old", "web@1.9.0", {
      receivedAt: minutesAgo(300),
      environment: "staging",
      parts: { ...thrown("TypeError", "x is 100% undefined"), user: { id: "7", email: "ada@example.com" } },
      tags: [
        ["plan", "free"],
        ["retries", "2"],
      ],
    });
    await send("mid", "web@1.10.0", {
      receivedAt: minutesAgo(100),
      parts: { ...thrown("RangeError", "too deep", false), transaction: "/cart" },
      tags: [["retries", "12"]],
    });
    await send("new", "", {
      environment: "",
      receivedAt: minutesAgo(1),
      parts: { logentry: { formatted: "=cmd()\nsecond line" }, level: "info" },
      tags: [["plan", "Pro, yearly"]],
    });
    await pool().query("UPDATE event SET level = 20 WHERE project_id = $1 AND release = ''", [web.id]);
    shortId = await shortIdOf(web, "a");
  });

  it.each([
    ["", "new mid old"],
    ["environment:staging", "old"],
    ["has:environment", "mid old"],
    ['environment:""', "new"],
    ["release:web@1.9.0", "old"],
    ["release:>=web@1.10", "mid"],
    ["release:<1.10", "old"],
    ["release:>=api@1.0", ""],
    ["release:WEB@1.*", "mid old"],
    ["level:info", "new"],
    ["level:>=error", "mid old"],
    ["!level:info", "mid old"],
    ["timestamp:-2h", "new mid"],
    ["timestamp:+2h", "old"],
    ["user.id:7", "old"],
    ["user.email:ADA@*", "old"],
    ["has:user.email", "old"],
    ["plan:free", "old"],
    ["plan:FREE", ""],
    ["plan:pro*", "new"],
    ["retries:>2", "mid"],
    ["retries:[2, 12]", "mid old"],
    ["!has:plan", "mid"],
    ["error.type:rangeerror", "mid"],
    ["error.unhandled:true", "mid"],
    ["transaction:/cart", "mid"],
    ["undefined", "old"],
    ["100%", "old"],
    ['"is 100%"', "old"],
    ["NOT undefined", "new mid"],
    ["message:second", "new"],
    ["plan:free OR retries:12", "mid old"],
    ["(plan:free OR retries:12) level:error undefined", "old"],
    ["tags[plan]:free", "old"],
    ['"\'; DROP TABLE event; --"', ""],
  ])("%s finds %s", async (query, expected) => {
    const page = await search(query);
    expect(page.query).toMatchObject({ errors: [], unknown: [] });
    expect(page.rows.map(({ id }) => names.get(id)).join(" ")).toBe(expected);
    expect(page).toMatchObject({ isCut: false, nextCursor: null, looked: 3 });
  });

  it("finds an event by its id", async () => {
    const [id, name] = [...names][1] as [string, string];
    expect((await search(`id:${id}`)).rows.map((row) => names.get(row.id))).toEqual([name]);
  });

  it.each([
    ["level:loud", "errors"],
    ["/a+/", "errors"],
    ['"a b"~3', "errors"],
    ["undefined | stats", "errors"],
    [
      Array.from({ length: 33 }, () => "x")
        .join(" OR ")
        .replaceAll("x", "a:1 b"),
      "errors",
    ],
    ["is:resolved", "unknown"],
    ["stack.function:f", "unknown"],
    ["plam:free", "unknown"],
  ] as const)("%s cannot be answered, and says why", async (query, kind) => {
    const page = await search(query);
    expect(page.rows).toEqual([]);
    expect(page.query[kind].length).toBeGreaterThan(0);
  });

  it("offers the nearest tag of the issue", async () => {
    expect((await search("plam:free")).query.unknown[0]?.suggestions).toContain("plan");
  });

  it("shows what each event is, with the chosen tags", async () => {
    const { rows } = await search("", { columns: "plan,retries" });
    expect(rows).toMatchObject([
      {
        title: "=cmd() second line",
        level: "info",
        release: null,
        environment: null,
        tags: ["Pro, yearly", null],
      },
      { title: "RangeError: too deep", culprit: "/cart", tags: [null, "12"] },
      { title: "TypeError: x is 100% undefined", environment: "staging", tags: ["free", "2"] },
    ]);
  });
});

/** Events of one issue, a second apart, without going through ingest. */
async function fill(quantity: number): Promise<void> {
  await sendEvents(web, "1.0.0");
  shortId = await shortIdOf(web, "a");
  const payload = encodePayload({
    event_id: "0".repeat(32),
    type: "error",
    timestamp: "",
    received: "",
    level: "error",
    platform: "node",
    tags: [["plan", "free"]],
    ...thrown("E", "-x"),
  });
  await pool().query(
    `INSERT INTO event (project_id, id, received_at, issue_id, occurred_at, level, hash, release, payload)
     SELECT $1, gen_random_uuid(), now() - n * interval '1 second', (SELECT id FROM issue WHERE project_id = $1), now(), 40,
            'h', CASE WHEN n > $2 - 2 THEN 'first' ELSE '' END, $3
       FROM generate_series(1, $2::int - 1) AS n`,
    [web.id, quantity, payload],
  );
}

describe("many events", () => {
  it("come in pages, each once", async () => {
    await fill(175);
    const ids = new Set<string>();
    let cursor: string | null = null;
    let pages = 0;
    do {
      const page = await search("", cursor ? { cursor } : {});
      for (const { id } of page.rows) ids.add(id);
      cursor = page.nextCursor;
      pages++;
    } while (cursor !== null);
    expect([ids.size, pages]).toEqual([175, 4]);
  });

  it("are searched as far as the newest 5,000, and it says so", async () => {
    await fill(searchedEvents + 1);
    const page = await search("release:first");
    expect(page).toMatchObject({ rows: [], nextCursor: null, looked: searchedEvents, isCut: true });
    expect(await search("NOT nothing")).toMatchObject({ isCut: false, looked: 50 });
  });

  it("are exported without an end to their number, as they are taken", async () => {
    await fill(1_234);
    const { lines, fileName } = await exportEvents(ctx, shortId, eventExportQuery.parse({}));
    expect(fileName).toBe(`${shortId}-events.csv`);
    let text = "";
    for await (const part of lines) text += part;
    const rows = text.split("\r\n");
    expect(rows).toHaveLength(1_236);
    expect(rows[0]).toBe("id,time,received,level,release,environment,user,message,culprit");
    expect(new Set(rows.slice(1, -1).map((row) => row.slice(0, 32))).size).toBe(1_234);
  });

  it("are read no faster than they are taken, and no more when somebody hangs up", async () => {
    await fill(1_000);
    const { lines } = await exportEvents(ctx, shortId, eventExportQuery.parse({ format: "ndjson" }));
    let made = 0;
    let isEnded = false;
    async function* watched(): AsyncGenerator<string> {
      try {
        for await (const part of lines) {
          made++;
          yield part;
        }
      } finally {
        isEnded = true;
      }
    }
    const reader = streamLines(watched()).getReader();
    await reader.read();
    await reader.read();
    expect(made).toBeLessThanOrEqual(3);
    await reader.cancel();
    expect(isEnded).toBe(true);
    expect(made).toBeLessThan(10);
  });
});

describe("an export", () => {
  it("has cells that no spreadsheet runs, and the chosen tags", async () => {
    await sendEvents(web, "@1", 1, {
      parts: { logentry: { formatted: '=HYPERLINK("http://x")' } },
      tags: [["plan", "a,\n+b"]],
    });
    shortId = await shortIdOf(web, "a");
    const { lines } = await exportEvents(ctx, shortId, eventExportQuery.parse({ columns: "plan" }));
    let text = "";
    for await (const part of lines) text += part;
    expect(text).toContain(`,error,'@1,production,id:1,"'=HYPERLINK(""http://x"")",,"a,\n+b"\r\n`);
  });

  it("is one whole event a line, of those that fit", async () => {
    const [id] = await sendEvents(web, "1.0.0", 1, {
      parts: { logentry: { formatted: "two\nlines\u2028" } },
    });
    await sendEvents(web, "2.0.0", 3);
    shortId = await shortIdOf(web, "a");
    const { lines } = await exportEvents(
      ctx,
      shortId,
      eventExportQuery.parse({ format: "ndjson", query: "release:1.0.0" }),
    );
    let text = "";
    for await (const part of lines) text += part;
    const rows = text.split("\n");
    expect(rows).toHaveLength(2);
    expect(JSON.parse(rows[0] ?? "")).toMatchObject({
      event_id: id,
      logentry: { formatted: "two\nlines\u2028" },
    });
  });

  it("refuses a query that cannot be answered", async () => {
    await sendEvents(web, "1.0.0");
    shortId = await shortIdOf(web, "a");
    await expect(exportEvents(ctx, shortId, eventExportQuery.parse({ query: "is:new" }))).rejects.toThrow(
      InvalidInputError,
    );
  });
});

it("shows nothing of issues of others", async () => {
  await sendEvents(web, "1.0.0");
  const others = boundTo([]);
  shortId = await shortIdOf(web, "a");
  await expect(searchEvents(others, shortId, eventSearchQuery.parse({}))).rejects.toThrow(NotFoundError);
  await expect(exportEvents(others, shortId, eventExportQuery.parse({}))).rejects.toThrow(NotFoundError);
});

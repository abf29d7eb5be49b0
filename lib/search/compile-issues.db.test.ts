import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { systemContext } from "@/lib/context";
import { closePool, openPool, pool, usePool } from "@/lib/db/pool";
import { countIssues } from "@/lib/issues/count-issues";
import { listIssues } from "@/lib/issues/list-issues";
import { prepareFilter } from "@/lib/issues/prepare-filter";
import { issueFilterSchema, listIssuesSchema } from "@/lib/issues/schemas";
import { insertProject } from "@/lib/testing/insert-issue";
import { createTestDatabase } from "@/lib/testing/postgres";
import { seedIssue } from "./testing/search-fixture";

const ctx = systemContext();
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const ago = (ms: number) => new Date(Date.now() - ms);

let database: Awaited<ReturnType<typeof createTestDatabase>>;
/** Short id → the name that the tables below use. */
let names: Map<string, string>;

beforeAll(async () => {
  database = await createTestDatabase();
  usePool(openPool(database.url, 4));
  const web = await insertProject("web");
  const api = await insertProject("api");
  const shop = await insertProject("shop");
  names = new Map([
    [
      await seedIssue(web, {
        type: "TypeError",
        message: "reading 'percentOff' at 100%",
        culprit: "applyCoupon in src/checkout/coupon.ts",
        firstSeen: ago(2 * HOUR),
        lastSeen: ago(HOUR),
        events: 150,
        users: 7,
        isUnhandled: true,
        firstRelease: "web@1.4.0",
        lastRelease: "web@1.10.2",
        environments: { production: { events: 100, users: 5 }, staging: { events: 50, users: 2 } },
        stack: "applycoupon\tsrc/checkout/coupon.ts\tcheckout.coupon\nrun\tsrc/queue/run.js\t",
        tags: {
          level: "error",
          release: { "web@1.4.0": 3, "web@1.10.2": 1 },
          browser: "Firefox 140.0",
          "browser.name": "Firefox",
          "os.name": "Linux",
          handled: "no",
          mechanism: "onerror",
          url: "https://shop.example/cart?item=1",
          user: { "id:42": 1, "email:jan@example.com": 2 },
          // What else was known of id:42.
          "user.username": "ann",
          "user.ip": "192.0.2.7",
          transaction: "/cart",
          logger: "ui",
          customer: "Acme, Inc.",
          retries: "3",
        },
      }),
      "coupon",
    ],
    [
      await seedIssue(api, {
        type: "Deadlock",
        message: "order_items 1000",
        level: "fatal",
        culprit: "save in orders/store.py",
        platform: "python",
        firstSeen: ago(9 * DAY),
        lastSeen: ago(3 * HOUR),
        events: 12,
        users: 0,
        regressedAt: ago(3 * HOUR),
        firstRelease: "api@2.0.0-beta",
        lastRelease: "api@2.0.0",
        environments: { production: { events: 12, users: 0 } },
        stack: "save\torders/store.py\torders.store",
        tags: {
          level: "fatal",
          release: "api@2.0.0",
          customer: "globex",
          retries: "12",
          server_name: "db-1",
        },
      }),
      "lock",
    ],
    [
      await seedIssue(web, {
        type: "it's; DROP TABLE issue; --",
        message: "",
        level: "warning",
        firstSeen: ago(5 * DAY),
        lastSeen: ago(2 * DAY),
        events: 1,
        tags: { level: "warning", customer: String.raw`a_b%c\d'"`, release: "nightly" },
      }),
      "odd",
    ],
    [
      await seedIssue(web, {
        type: "Gone",
        message: "resolved long ago",
        status: "resolved",
        firstSeen: ago(4 * DAY),
        lastSeen: ago(4 * DAY),
        tags: { customer: "acme" },
      }),
      "done",
    ],
    [
      await seedIssue(web, { type: "Shelved", message: "", status: "archived", lastSeen: ago(DAY) }),
      "shelved",
    ],
  ]);
  await seedIssue(shop, { type: "Hidden", tags: { secret: "42" } });
});
afterAll(async () => {
  await closePool();
  await database.drop();
});

const ask = (query: string, input: object = {}) =>
  listIssues(ctx, listIssuesSchema.parse({ projects: "web,api", period: "90d", query, ...input }));
const find = async (query: string, input: object = {}) => {
  const { rows, query: report } = await ask(query, input);
  expect(report).toMatchObject({ errors: [], unknown: [] });
  return rows.map((row) => names.get(row.shortId) ?? row.shortId).join(" ");
};

describe("a query finds", () => {
  it.each([
    ["", "coupon lock odd"],
    ["*", "coupon lock odd"],
    // State
    ["is:unresolved", "coupon lock odd"],
    ["is:resolved", "done"],
    ["status:archived", "shelved"],
    ["is:ignored", "shelved"],
    ["!is:unresolved", "shelved done"],
    ["is:[resolved, archived]", "shelved done"],
    ["is:new", "coupon"],
    ["is:regressed", "lock"],
    ["is:ongoing", "odd"],
    ["is:unhandled", "coupon"],
    ["error.unhandled:true", "coupon"],
    ["error.handled:true", "lock odd"],
    ["error.handled:false", "coupon"],
    ["error.mechanism:onerror", "coupon"],
    // Level
    ["level:fatal", "lock"],
    ["level:[fatal, warning]", "lock odd"],
    ["!level:fatal", "coupon odd"],
    ["level:>=error", "coupon lock"],
    ["level:<error", "odd"],
    // Environment
    ["environment:staging", "coupon"],
    ["environment:prod*", "coupon lock"],
    ["!environment:staging", "lock odd"],
    ["environment:[staging, nowhere]", "coupon"],
    ["has:environment", "coupon lock"],
    ["!has:environment", "odd"],
    // Releases
    ["release:web@1.10.2", "coupon"],
    ["release:WEB@1.*", "coupon"],
    ["release:>=1.5", "coupon lock"],
    ["release:>=web@1.5", "coupon"],
    ["release:<1.4", ""],
    ["release:>1.10.1", "coupon lock"],
    ["firstRelease:web@1.4.0", "coupon"],
    ["firstRelease:<2.0.0", "coupon lock"],
    ["lastRelease:<2.0.0", "coupon"],
    ["!has:firstRelease", "odd"],
    ["!firstRelease:web@1.4.0", "lock odd"],
    ["!firstRelease:>=1.0", "odd"],
    // Times
    ["firstSeen:-24h", "coupon"],
    ["firstSeen:+24h", "lock odd"],
    ["age:>7d", "lock"],
    ["age:-7d", "coupon odd"],
    ["lastSeen:-90m", "coupon"],
    ["lastSeen:>2020-01-01", "coupon lock odd"],
    ["lastSeen:<2020-01-01", ""],
    ["firstSeen:2020-01-01", ""],
    ["firstSeen:<=9999-12-31", "coupon lock odd"],
    ["firstSeen:+999999w", ""],
    ["timestamp:-2h", "coupon"],
    // Numbers
    ["timesSeen:>100", "coupon"],
    ["timesSeen:12", "lock"],
    ["timesSeen:[1 TO 12]", "lock odd"],
    ["timesSeen:<1e300", "coupon lock odd"],
    ["usersSeen:>=7", "coupon"],
    ["!usersSeen:0", "coupon"],
    // The issue itself
    ["error.type:typeerror", "coupon"],
    ["error.type:*lock", "lock"],
    ["error.value:percentoff", "coupon"],
    ['message:"order_items"', "lock"],
    ["message:order?items", "lock"],
    ["message:orderXitems", ""],
    ["message:[order_items, percentoff]", "coupon lock"],
    ['error.value:""', "odd"],
    ['error.value:["", order_items]', "lock odd"],
    ["error.type:[deadlock, type*]", "coupon lock"],
    ['title:"Deadlock: order_items 1000"', "lock"],
    ["title:Dead*1000", "lock"],
    ["culprit:*checkout*", "coupon"],
    ["has:culprit", "coupon lock"],
    ["platform:python", "lock"],
    ["!platform:[python, ruby]", "coupon odd"],
    ["project:api", "lock"],
    // Tags that follow from the event
    ["transaction:/cart", "coupon"],
    ["logger:ui", "coupon"],
    ["server_name:db-*", "lock"],
    ["url:*shop.example*", "coupon"],
    ['browser:"Firefox 140.0"', "coupon"],
    ["browser.name:Firefox", "coupon"],
    ["browser.name:firefox", ""],
    ["browser.name:fire*", "coupon"],
    ["os.name:[Linux, Windows]", "coupon"],
    ["user.id:42", "coupon"],
    ["user.email:jan@*", "coupon"],
    ["has:user.email", "coupon"],
    ["user.username:jan", ""],
    ["user.username:ann", "coupon"],
    ["user.ip:192.0.2.*", "coupon"],
    ["!user.ip:192.0.2.7", "lock odd"],
    ["has:user.username", "coupon"],
    ["!user.id:42", "lock odd"],
    // Tags of one's own
    ["customer:globex", "lock"],
    ['customer:"Acme, Inc."', "coupon"],
    ["customer:acme*", "coupon"],
    ['customer:["Acme, Inc.", globex]', "coupon lock"],
    ['customer:["Acme, Inc.", glo*]', "coupon lock"],
    ["!customer:globex", "coupon odd"],
    ["has:retries", "coupon lock"],
    ["!has:retries", "odd"],
    ['retries:""', "odd"],
    ["retries:>3", "lock"],
    ["retries:<=3", "coupon"],
    ["tags[level]:fatal", "lock"],
    // Frames
    ["at applyCoupon (src/checkout/coupon.ts:12:3)", "coupon"],
    ["at applyCoupon (/elsewhere/of/checkout/coupon.ts:12:3)", "coupon"],
    ["at nobody (src/checkout/coupon.ts:12:3)", ""],
    ["applyCoupon at sea", ""],
    ["stack.function:applyCoupon", "coupon"],
    ["stack.function:run", "coupon"],
    ["stack.function:apply*", "coupon"],
    ["stack.filename:src/checkout/*.ts", "coupon"],
    ["stack.filename:src/checkout/*.js", ""],
    ["stack.filename:*.py", "lock"],
    ["stack.module:orders.store", "lock"],
    ["!stack.function:run", "lock odd"],
    ["stack.function:[run, sav*]", "coupon lock"],
    ["stack.function:src*", ""],
    ["has:stack.module", "coupon lock"],
    ["has:stack.function", "coupon lock"],
    // Words
    ["percentoff TYPEERROR", "coupon"],
    ["percentoff deadlock", ""],
    ["\"reading 'percentOff'\"", "coupon"],
    ["perc*off", "coupon"],
    ["NOT percentoff", "lock odd"],
    ["queue/run.js", "coupon"],
    ["100%", "coupon"],
    ["order_items", "lock"],
    ["%", "coupon"],
    ["_", "lock"],
    ["*:globex", "lock"],
    // Together
    ["level:fatal OR browser.name:Firefox", "coupon lock"],
    ["level:fatal AND browser.name:Firefox", ""],
    ["(level:fatal OR level:warning) !platform:python", "odd"],
    ["level:fatal OR level:warning platform:python", "lock"],
    ["NOT (level:fatal OR percentoff)", "odd"],
    ["is:resolved OR level:fatal", "lock done"],
    // Hostile
    ['customer:"a_b%c\\\\d\'\\""', "odd"],
    ["customer:a_b*", "odd"],
    ["customer:aXb*", ""],
    ['"it\'s; DROP TABLE issue; --"', "odd"],
    ['error.type:"it\'s; DROP TABLE issue; --"', "odd"],
    ['customer:"\'; DROP TABLE issue; --"', ""],
    ['message:"\0"', ""],
    ['customer:"\0\ud800"', ""],
  ])("%s → %s", async (query, expected) => {
    expect(await find(query)).toBe(expected);
  });

  it("the issue of a short id, as a word or a field", async () => {
    const coupon = [...names.keys()][0] ?? "";
    expect(await find(coupon.toLowerCase())).toBe("coupon");
    expect(await find(`issue:${coupon}`)).toBe("coupon");
    expect(await find(`!issue:${coupon}`)).toBe("lock odd");
    expect(await find(`${coupon} more`)).toBe("");
    expect(await find("issue:nonsense")).toBe("");
  });

  it("what stands in the environment that is shown", async () => {
    expect(await find("timesSeen:>60", { environment: "staging" })).toBe("");
    expect(await find("timesSeen:>60", { environment: "production" })).toBe("coupon");
  });

  it("by its own status, whatever the tab", async () => {
    expect(await find("is:resolved", { status: "archived" })).toBe("done");
    expect(await find("customer:acme", { status: "resolved" })).toBe("done");
    const filter = issueFilterSchema.parse({
      projects: "web,api",
      query: "is:resolved",
      status: "unresolved",
    });
    expect(await countIssues(ctx, filter)).toEqual({ unresolved: 0, resolved: 1, archived: 0, all: 1 });
  });
});

describe("a query that cannot be answered", () => {
  it.each([
    ["brwser.name:Firefox", "brwser.name", ["browser.name"]],
    ["!custmer:globex", "custmer", ["customer"]],
    ["level:fatal OR custmer:globex", "custmer", ["customer"]],
    ["has:custmer", "custmer", ["customer"]],
    ["secret:42", "secret", []],
    ["is:linked", "is", []],
    ["!is:[resolved, unlinked]", "is", []],
    ["trace:abc", "trace", []],
    ["stack.abs_path:/srv/*", "stack.abs_path", []],
    ["flags[new-cart]:true", "flags[new-cart]", []],
  ])("%s finds nothing and says so", async (query, key, suggestions) => {
    const { rows, query: report } = await ask(query, { status: "all" });
    expect(rows).toEqual([]);
    expect(report.errors).toEqual([]);
    expect(report.unknown).toMatchObject([{ key, suggestions }]);
    expect(report.unknown[0]?.message).toMatch(/\.$/);
  });

  it("never sees the tags of projects that were not asked", async () => {
    expect((await ask("secret:42", { projects: "shop" })).rows).toHaveLength(1);
    const other = (await ask("secrt:42")).query.unknown;
    expect(other).toMatchObject([{ key: "secrt", suggestions: [] }]);
    expect((await ask("secrt:42", { projects: "shop" })).query.unknown[0]?.suggestions).toEqual(["secret"]);
  });

  it.each([
    ["level:loud", 6, 10, /level/],
    ["(level:fatal", 0, 1, /not closed/],
    ["level:fatal /time.*out/", 12, 23, /Regular expressions are not searched here yet/],
    ["customer:/a+/", 0, 13, /Regular expressions/],
    ['"a b"~5', 0, 7, /distance/],
    ["customer:>5mb", 0, 13, /numbers and versions/],
    ["level:fatal | stats count()", 12, 27, /stages/],
    [Array.from({ length: 33 }, (_, n) => `word${n}`).join(" "), 0, 220, /at most 32/],
    [`customer:[${Array.from({ length: 33 }, (_, n) => `${n}*`).join(", ")}]`, 0, 164, /at most 32/],
  ])("%s has its fault told at its place", async (query, from, to, message) => {
    const { rows, nextCursor, query: report } = await ask(query);
    expect({ rows, nextCursor }).toEqual({ rows: [], nextCursor: null });
    expect(report).toMatchObject({ canonical: query, unknown: [] });
    expect(report.errors[0]).toEqual({ from, to, message: expect.stringMatching(message) as unknown });
  });

  it("tells the canonical form of a good one", async () => {
    expect((await ask("NOT level:Fatal -custom*")).query.canonical).toBe("!level:fatal NOT custom*");
  });
});

describe("what was typed", () => {
  it("never becomes SQL", async () => {
    const typed = `"x'; DROP TABLE issue; --" customer:"y' OR true --" tags["z'"]:1 stack.function:w' release:>=1.5' level:fatal`;
    const input = issueFilterSchema.parse({ query: typed.replace(`tags["z'"]:1`, "has:retries") });
    const { parts } = await prepareFilter(systemContext(), input, new Date());
    expect(parts.where).not.toMatch(/DROP|OR true|w'|1\.5/);
    expect(JSON.stringify(parts.params)).toMatch(/drop table issue/);
  });

  it("is looked up issue by issue, never among the events", async () => {
    const input = issueFilterSchema.parse({
      query: "customer:globex stack.filename:*.py !release:>=3 environment:prod* deadlock user.email:a*",
    });
    const { parts } = await prepareFilter(systemContext(), input, new Date());
    const client = await pool().connect();
    try {
      await client.query("BEGIN");
      await client.query("SET LOCAL enable_seqscan = off");
      const { rows } = await client.query<{ "QUERY PLAN": string }>(
        `EXPLAIN SELECT FROM project p JOIN issue i ON i.project_id = p.id WHERE ${parts.where}`,
        parts.params,
      );
      const plan = rows.map((row) => row["QUERY PLAN"]).join("\n");
      expect(plan).not.toMatch(/on event/);
      expect(plan).not.toMatch(/Seq Scan on issue/);
      expect(plan).toMatch(/issue_tag_pkey/);
    } finally {
      await client.query("ROLLBACK");
      client.release();
    }
  });
});

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { systemContext } from "@/lib/context";
import { closePool, openPool, pool, usePool } from "@/lib/db/pool";
import { InvalidInputError, NotFoundError } from "@/lib/errors";
import type { Event } from "@/lib/protocol/event";
import { insertIssue, insertProject } from "@/lib/testing/insert-issue";
import { createTestDatabase } from "@/lib/testing/postgres";
import { findEvent } from "./find-event";
import { issueSeries } from "./issue-series";
import { listIssueEvents } from "./list-issue-events";
import { locateIssue } from "./locate-issue";
import { encodePayload } from "./payload";
import { readEvent } from "./read-event";
import { tagDistribution } from "./tag-distribution";

const ctx = systemContext();
const MOMENT = new Date("2026-11-18T14:31:48.204Z");
const idOf = (number: number) => number.toString(16).padStart(32, "0");

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let projectId: number;
let issueId: number;
let otherId: number;

beforeAll(async () => {
  database = await createTestDatabase();
  usePool(openPool(database.url, 4));
  projectId = await insertProject("web");
  [issueId = 0, otherId = 0] = await Promise.all(
    [await insertIssue(projectId), await insertIssue(projectId)].map(idOfIssue),
  );
  await insertIssue(projectId);
});
afterAll(async () => {
  await closePool();
  await database.drop();
});

async function idOfIssue(shortId: string): Promise<number> {
  return (await locateIssue(ctx, shortId)).issueId;
}

async function insertEvent(
  number: number,
  receivedAt: Date,
  parts: Partial<Event> = {},
  issue = issueId,
  project = projectId,
) {
  const event: Event = {
    event_id: idOf(number),
    type: "error",
    timestamp: receivedAt.toISOString(),
    received: receivedAt.toISOString(),
    level: "error",
    platform: "node",
    tags: [],
    exception: {
      values: [
        { type: "TypeError", stacktrace: { frames: [{ filename: "node:events" }, { filename: "app.ts" }] } },
      ],
    },
    ...parts,
  };
  await pool().query(
    `INSERT INTO event (project_id, id, received_at, issue_id, occurred_at, level, hash, payload)
     VALUES ($1, $2, $3, $4, $3, 40, 'ab', $5)`,
    [project, event.event_id, receivedAt, issue, encodePayload(event)],
  );
}

describe("an issue's events", () => {
  // Newest first. The three of one moment are told apart by their order of arrival.
  const order = [7, 3, 2, 1, 4];

  beforeAll(async () => {
    for (const number of [1, 2, 3])
      await insertEvent(number, MOMENT, number === 2 ? { user: { id: "1" } } : {});
    await insertEvent(4, new Date("2026-09-01T00:00:00Z"));
    await insertEvent(5, new Date(MOMENT.getTime() + 1), {}, otherId);
    await insertEvent(7, new Date(MOMENT.getTime() + 60_000));
  });

  it("follow each other in order of arrival, in both directions and without gaps", async () => {
    const forward: string[] = [];
    for (let id: string | null = idOf(4); id; id = (await readEvent(ctx, "WEB-1", id)).meta.nextId)
      forward.unshift(id);
    const backward: string[] = [];
    for (let id: string | null = idOf(7); id; id = (await readEvent(ctx, "web-1", id)).meta.previousId)
      backward.push(id);
    expect(forward).toEqual(order.map(idOf));
    expect(backward).toEqual(order.map(idOf));
  });

  it.each([
    ["latest", 7],
    ["oldest", 4],
    ["recommended", 2],
  ] as const)("have one that is called %s", async (selector, number) => {
    const { event, meta } = await readEvent(ctx, "WEB-1", selector);
    expect([event.event_id, meta.firstId, meta.lastId]).toEqual([idOf(number), idOf(4), idOf(7)]);
  });

  it("have the same neighbours whether one is recommended or named", async () => {
    const named = await readEvent(ctx, "WEB-1", idOf(2));
    expect((await readEvent(ctx, "WEB-1", "recommended")).meta).toEqual(named.meta);
    expect(named.meta).toMatchObject({ previousId: idOf(1), nextId: idOf(3) });
  });

  it("say why they are one issue, and which frames are in-app", async () => {
    const { event, grouping } = await readEvent(ctx, "WEB-1", "latest");
    expect(grouping.explanation.summary).toMatch(/^Same exception type/);
    expect(event.exception?.values[0]?.stacktrace?.frames.map((frame) => frame.in_app)).toEqual([
      false,
      true,
    ]);
  });

  it.each([
    ["WEB-1", idOf(5), "another issue's event"],
    ["WEB-1", idOf(99), "an unknown event"],
    ["WEB-9", "latest", "an unknown issue"],
    ["API-1", "latest", "an unknown project"],
    ["WEB-1'", "latest", "what is no short id"],
    ["WEB-3", "latest", "an issue without events"],
  ])("of %s do not include %s: %s", async (shortId, selector) => {
    await expect(readEvent(ctx, shortId, selector)).rejects.toThrow(NotFoundError);
  });

  it("list newest first and continue where they stopped", async () => {
    const page = await listIssueEvents(ctx, "WEB-1");
    expect([page.rows.map((row) => row.id), page.nextCursor]).toEqual([order.map(idOf), null]);
    const { rows } = await pool().query<{ seq: number }>("SELECT seq FROM event WHERE id = $1", [idOf(2)]);
    const rest = await listIssueEvents(ctx, "WEB-1", { cursor: `${MOMENT.getTime()}-${rows[0]?.seq}` });
    expect(rest.rows.map((row) => row.id)).toEqual([1, 4].map(idOf));
  });

  it.each(["", "x", "1-", "-1-2", "1-2-3", "9".repeat(20)])("do not list from %j", async (cursor) => {
    await expect(listIssueEvents(ctx, "WEB-1", { cursor })).rejects.toThrow(InvalidInputError);
  });

  it("are found by their id alone, in any spelling", async () => {
    expect(await findEvent(ctx, "00000000-0000-0000-0000-000000000005")).toEqual({
      shortId: "WEB-2",
      eventId: idOf(5),
    });
    await expect(findEvent(ctx, idOf(99))).rejects.toThrow(NotFoundError);
    await expect(findEvent(ctx, "../../x")).rejects.toThrow(NotFoundError);
  });
});

describe("the recommended event of many", () => {
  // The newest 20 are looked at; all of them arrived within the issue's last day.
  it.each([
    ["the newest", 100],
    ["one among the newest", 91],
    ["the last that is looked at", 81],
    ["none that is not looked at", 80],
  ])("has the neighbours that it has by its name: %s", async (_, complete) => {
    const api = await insertProject(`api${complete}`);
    const timeOf = (number: number) => new Date(MOMENT.getTime() - (100 - number) * 1000);
    const busy = await insertIssue(api, { events: 100, firstSeen: timeOf(1), lastSeen: MOMENT });
    const issue = await idOfIssue(busy);
    const first = issue * 1_000_000;
    for (let number = 1; number <= 100; number++) {
      const parts = number === complete ? { user: { id: "1" } } : {};
      await insertEvent(first + number, timeOf(number), parts, issue, api);
    }
    const { meta } = await readEvent(ctx, busy, "recommended");
    expect(meta.id).toBe(idOf(first + (complete === 80 ? 100 : complete)));
    expect(meta).toEqual((await readEvent(ctx, busy, meta.id)).meta);
    expect([meta.firstId, meta.lastId]).toEqual([idOf(first + 1), idOf(first + 100)]);
  });
});

describe("the pages of a long list", () => {
  it("show every event once, though all arrived at the same moment", async () => {
    const numbers = Array.from({ length: 120 }, (_, index) => 1000 + index);
    for (const number of numbers) await insertEvent(number, MOMENT, {}, otherId);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listIssueEvents(ctx, "WEB-2", { cursor });
      seen.push(...page.rows.map((row) => row.id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(seen).toEqual([5, ...numbers.toReversed()].map(idOf));
  });
});

describe("an issue's series", () => {
  const now = new Date("2026-11-18T14:31:00Z");

  beforeAll(async () => {
    const hours: [string, string, number][] = [
      ["2026-11-18T14:00:00Z", "production", 5],
      ["2026-11-18T14:00:00Z", "staging", 2],
      ["2026-11-18T12:00:00Z", "production", 1],
      ["2026-11-17T15:00:00Z", "production", 3],
      ["2026-11-17T14:00:00Z", "production", 100],
      ["2026-08-21T00:00:00Z", "production", 4],
      ["2026-08-20T23:00:00Z", "production", 100],
    ];
    for (const [bucket, environment, count] of hours) {
      await pool().query("INSERT INTO issue_stat VALUES ($1, $2, $3, $4, $5)", [
        projectId,
        issueId,
        environment,
        bucket,
        count,
      ]);
    }
  });

  it("has a value for every hour, those of all environments together", async () => {
    const { start, bucketSeconds, counts } = await issueSeries(ctx, "WEB-1", "24h", now);
    expect([start, bucketSeconds, counts.length]).toEqual(["2026-11-17T15:00:00.000Z", 3600, 24]);
    expect([counts[0], counts.at(-3), counts.at(-2), counts.at(-1)]).toEqual([3, 1, 0, 7]);
  });

  it("begins its buckets at round times", async () => {
    const { start, counts } = await issueSeries(ctx, "WEB-1", "14d", now);
    expect([start, counts.length, counts.at(-1)]).toEqual(["2026-11-04T16:00:00.000Z", 84, 8]);
    const days = await issueSeries(ctx, "WEB-1", "90d", now);
    expect([days.start, days.counts.length]).toEqual(["2026-08-21T00:00:00.000Z", 90]);
    expect([days.counts[0], days.counts.at(-2), days.counts.at(-1)]).toEqual([4, 103, 8]);
  });

  it("is all zeros for an issue that did not happen, and missing for one that is not there", async () => {
    expect((await issueSeries(ctx, "WEB-3", "24h", now)).counts).toEqual(Array.from({ length: 24 }, () => 0));
    await expect(issueSeries(ctx, "WEB-9", "24h", now)).rejects.toThrow(NotFoundError);
  });
});

describe("an issue's tags", () => {
  it("are none for an issue that has none, and missing for one that is not there", async () => {
    expect(await tagDistribution(ctx, "WEB-3")).toEqual({ tags: [], hashes: [] });
    await expect(tagDistribution(ctx, "WEB-9")).rejects.toThrow(NotFoundError);
    await expect(tagDistribution(ctx, "WEB-1'")).rejects.toThrow(NotFoundError);
    const elsewhere = { ...ctx, actor: { ...ctx.actor, projectIds: [projectId + 1] } };
    await expect(tagDistribution(elsewhere, "WEB-3")).rejects.toThrow(NotFoundError);
    await expect(issueSeries(elsewhere, "WEB-3", "24h")).rejects.toThrow(NotFoundError);
  });

  it("show the most frequent values, and how much the others make up", async () => {
    const tags: [string, string, number][] = [
      ["browser", "Chrome 141", 6],
      ["browser", "Safari 26", 2],
      ["level", "error", 10],
      ...Array.from({ length: 10 }, (_, index): [string, string, number] => ["user", `id:${index}`, 1]),
    ];
    for (const [key, value, count] of tags) {
      await pool().query("INSERT INTO issue_tag VALUES ($1, $2, $3, $4, $5, now())", [
        projectId,
        issueId,
        key,
        value,
        count,
      ]);
    }
    await pool().query(
      "INSERT INTO issue_hash VALUES ($1, 'ab', $2, 'v'), ($1, 'cd', $2, 'v'), ($1, 'ef', $3, 'v')",
      [projectId, issueId, otherId],
    );
    const found = await tagDistribution(ctx, "WEB-1");
    expect(found.hashes).toEqual(["ab", "cd"]);
    expect(found.tags.map(({ key, total, distinct }) => [key, total, distinct])).toEqual([
      ["user", 10, 10],
      ["browser", 8, 2],
      ["level", 10, 1],
    ]);
    expect(found.tags[1]).toEqual({
      key: "browser",
      total: 8,
      distinct: 2,
      values: [
        { value: "Chrome 141", count: 6, share: 0.75 },
        { value: "Safari 26", count: 2, share: 0.25 },
      ],
      otherShare: 0,
    });
    expect(found.tags[0]?.values).toHaveLength(8);
    expect(found.tags[0]?.otherShare).toBeCloseTo(0.2);
  });

  it("show what most events have also among thousands of values, as a share of all events", async () => {
    const busy = await insertIssue(projectId, { events: 4000 });
    await pool().query(
      `INSERT INTO issue_tag (project_id, issue_id, key, value, count, last_seen)
       SELECT $1::int, $2::bigint, 'user', 'id:' || n, 1, now() FROM generate_series(1, 1500) AS n
       UNION ALL SELECT $1::int, $2::bigint, 'user', 'zoe', 1000, now()
       UNION ALL SELECT $1::int, $2::bigint, 'user', 'zora', 40, now()
       UNION ALL SELECT $1::int, $2::bigint, 'release', 'v' || n, n, now() FROM generate_series(1, 1000) AS n`,
      [projectId, await idOfIssue(busy)],
    );
    const [release, user] = (await tagDistribution(ctx, busy)).tags;
    expect(user).toMatchObject({ key: "user", total: 4000, distinct: 1001 });
    expect(user?.values.slice(0, 2)).toEqual([
      { value: "zoe", count: 1000, share: 0.25 },
      { value: "zora", count: 40, share: 0.01 },
    ]);
    expect(user?.values).toHaveLength(8);
    // As many as are read at most: counted to the last.
    expect(release).toMatchObject({ key: "release", total: 500_500, distinct: 1000 });
    expect(release?.values[0]).toMatchObject({ value: "v1000", count: 1000 });
  });
});

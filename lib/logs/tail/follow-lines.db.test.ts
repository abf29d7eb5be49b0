import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { type Context, systemContext } from "@/lib/context";
import { flushOutcomes } from "@/lib/ingest/count-outcome";
import type { KeyEntry } from "@/lib/ingest/key-directory";
import { createTestProject, type TestProject } from "@/lib/ingest/testing/ingest-fixture";
import { acceptLines } from "@/lib/logs/ingest/accept-lines";
import { keyOf, type LogFixture, makeLines, openLogFixture } from "@/lib/logs/ingest/testing/log-fixture";
import { chunkFeed } from "./chunk-feed";
import { followLines } from "./follow-lines";
import type { TailEvents } from "./schemas";

let fixture: LogFixture;
let project: TestProject;
let slug: string;
let key: KeyEntry;
let ends: AbortController[] = [];

beforeAll(async () => {
  fixture = await openLogFixture();
}, 60_000);
afterAll(async () => {
  await flushOutcomes();
  await fixture.close();
}, 30_000);
beforeEach(async () => {
  ({ project, slug, key } = await open());
});
afterEach(async () => {
  for (const end of ends) end.abort();
  ends = [];
  fixture.proxy.heal();
  await fixture.drained();
}, 30_000);

async function open() {
  const made = await createTestProject();
  const [row] = await fixture.query<{ slug: string }>("SELECT slug FROM project WHERE id = $1", [made.id]);
  return { project: made, slug: row?.slug ?? "", key: await keyOf(made) };
}

const send = (to: KeyEntry, count: number, change = {}) =>
  acceptLines(to, makeLines(count, change), { door: "generic", rawBytes: count * 100 });

/** On a busy machine soon is later. */
const soon = (check: () => void | Promise<void>) => vi.waitFor(check, { timeout: 15_000 });

const someone = (projectIds: number[] | null, userId = "ada"): Context => ({
  ...systemContext(),
  actor: { ...systemContext().actor, role: "viewer", userId, projectIds },
});

/** A tail that is read to its end in the background; gives what it said so far. */
async function follow(
  input: { query?: string; project?: string[] } = {},
  ctx = someone(null),
  now = async () => ctx as Context | null,
) {
  const end = new AbortController();
  ends.push(end);
  const text = await followLines(
    ctx,
    { project: input.project ?? [slug], query: input.query ?? "" },
    { signal: end.signal, checkAgain: now },
  );
  const said: { name: string; data: unknown }[] = [];
  const done = (async () => {
    for await (const part of text) {
      const [, name, data] = /^event: (\w+)\ndata: (.*)\n\n$/s.exec(part) ?? [];
      if (name !== undefined) said.push({ name, data: JSON.parse(data ?? "") });
    }
  })();
  const all = <Name extends keyof TailEvents>(name: Name) =>
    said.flatMap((one) => (one.name === name ? [one.data as TailEvents[Name]] : []));
  await soon(() => expect(all("open")).toHaveLength(1));
  return {
    end,
    done,
    all,
    messages: () => all("lines").flatMap(({ lines }) => lines.map(({ message }) => message)),
  };
}

/** Connections that listen. */
const listeners = async () => {
  const [row] = await fixture.query<{ count: number }>(
    "SELECT count(*)::int AS count FROM pg_stat_activity WHERE application_name = 'jackdaw tail' AND datname = current_database()",
  );
  return row?.count;
};

describe("a tail", () => {
  it("shows lines as they are stored, as the list shows them, and never those of before", async () => {
    await send(key, 1, { message: "before" });
    await fixture.drained();
    const tail = await follow();
    await send(key, 2, { service: "shop", attributes: { ms: 12 } });
    await soon(() => expect(tail.messages()).toEqual(["line 0", "line 1"]));
    const [first] = tail.all("lines")[0]?.lines ?? [];
    const [row] = await fixture.query<{ id: string }>(
      "SELECT id FROM log_chunk WHERE project_id = $1 ORDER BY seq DESC",
      [project.id],
    );
    expect(first).toMatchObject({
      id: `${row?.id}-0`,
      project: slug,
      level: "information",
      service: "shop",
      host: "web-1",
      attributes: { ms: 12 },
      time: "2026-11-22T21:52:16.000000000Z",
    });
  });

  it("shows what its question finds, with what stages make of it", async () => {
    const tail = await follow({ query: 'level:error | parse "line {n:int}" | where n >= 2' });
    await send(key, 3);
    await send(key, 4, { severity: 17 });
    await soon(() => expect(tail.messages()).toEqual(["line 2", "line 3"]));
    expect(tail.all("lines").flatMap(({ lines }) => lines.map(({ computed }) => computed))).toEqual([
      { n: 2 },
      { n: 3 },
    ]);
  });

  it("shows lines of the projects that were asked for and exist for who asks", async () => {
    const other = await open();
    const tail = await follow({ project: [] }, someone([project.id]));
    const narrow = await follow({ project: [other.slug] }, someone(null, "bob"));
    await send(other.key, 1, { message: "of another" });
    await send(key, 1, { message: "ours" });
    await soon(() => {
      expect(tail.messages()).toEqual(["ours"]);
      expect(narrow.messages()).toEqual(["of another"]);
    });
  });

  it("shows a sample of what nobody can follow, and says how much there was", async () => {
    const tail = await follow();
    await send(key, 5_000);
    const sum = () => tail.all("lines").reduce((all, { matched, unread }) => all + matched + unread, 0);
    await soon(() => expect(sum()).toBe(5_000));
    const shown = tail.messages();
    expect(shown.length).toBeGreaterThan(100);
    expect(shown.length).toBeLessThan(2_500);
    expect(new Set(shown).size).toBe(shown.length);
  });

  it("shows lines that waited on the disk when they are stored", async () => {
    const tail = await follow();
    fixture.proxy.cut();
    await soon(() => expect(tail.all("lost")).toHaveLength(1));
    await send(key, 2, { message: "by the spool" });
    expect(fixture.waiting()).toBeGreaterThan(0);
    fixture.proxy.heal();
    await fixture.drained();
    await soon(() => expect(tail.messages()).toEqual(["by the spool", "by the spool"]));
    await send(key, 1, { message: "and after it" });
    await soon(() => expect(tail.messages()).toContain("and after it"));
    expect(tail.messages()).toHaveLength(3);
  }, 30_000);

  it("takes up what was stored while its own connection was lost", async () => {
    await send(key, 1, { message: "stored by another process" });
    await fixture.drained();
    const tail = await follow();
    fixture.proxy.cut();
    await soon(() => expect(tail.all("lost")).toHaveLength(1));
    const copied = await fixture.query(
      `INSERT INTO log_chunk (project_id, id, received_at, time_min, time_max, lines, raw_bytes, keys, body)
       SELECT project_id, gen_random_uuid(), now(), time_min, time_max, lines, raw_bytes, keys, body
         FROM log_chunk WHERE project_id = $1 RETURNING id`,
      [project.id],
    );
    expect(copied).toHaveLength(1);
    fixture.proxy.heal();
    await soon(() => expect(tail.messages()).toEqual(["stored by another process"]));
    expect(tail.all("open")).toHaveLength(2);
  }, 30_000);

  it("reads each chunk once for all, and nothing when all have left", async () => {
    const tails = await Promise.all([follow(), follow({ query: "level:error" }), follow()]);
    expect(await listeners()).toBe(1);
    for (const { end } of tails) end.abort();
    await soon(async () => expect(await listeners()).toBe(0));
    await Promise.all(tails.map(({ done }) => done));
    expect(chunkFeed()).toBe(chunkFeed());
  });
});

describe("a tail ends", () => {
  it.each<[string, () => Promise<Context | null>]>([
    ["signed_out", async () => null],
    ["no_projects", async () => someone([])],
  ])(
    "with %s within seconds",
    async (reason, now) => {
      const tail = await follow({}, someone([project.id]), now);
      await tail.done;
      expect(tail.all("end")).toEqual([{ reason }]);
    },
    20_000,
  );

  it("for a project that was taken away, while the others go on", async () => {
    const other = await open();
    const both = someone([project.id, other.project.id]);
    let isAsked = false;
    const tail = await follow({ project: [] }, both, async () => {
      isAsked = true;
      return someone([other.project.id]);
    });
    await soon(() => expect(isAsked).toBe(true));
    await send(key, 1, { message: "taken away" });
    await send(other.key, 1, { message: "still ours" });
    await soon(() => expect(tail.messages()).toEqual(["still ours"]));
  }, 20_000);
});

describe("a tail is refused", () => {
  it.each([
    ["a table", "| stats count() by host", /stats makes a table/],
    ["stages that need all lines", "error | dedup host", /dedup makes a table/],
    ["a query that cannot be read", 'level:"', /./],
    ["a pattern that is too large", "/(a{500}){500}/", /too large/],
  ])("for %s", async (_name, query, message) => {
    await expect(follow({ query })).rejects.toThrow(message);
  });

  it("beyond so many of one person, until one of them ends", async () => {
    const tails = await Promise.all(Array.from({ length: 4 }, () => follow()));
    await expect(follow()).rejects.toThrow(/in 4 places/);
    await follow({}, someone(null, "bob"));
    tails[0]?.end.abort();
    await tails[0]?.done;
    await follow();
  });
});

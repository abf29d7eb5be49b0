import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { systemContext } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { locateIssue } from "@/lib/events/locate-issue";
import { encodePayload } from "@/lib/events/payload";
import { buildSettings } from "@/lib/grouping/build-settings";
import { groupEvent } from "@/lib/grouping/group-event";
import { buildErrorEvent, buildException, buildFrames } from "@/lib/grouping/testing/build-event";
import { createProject } from "@/lib/projects/create-project";
import type { Project } from "@/lib/projects/schemas";
import type { Event } from "@/lib/protocol/event";
import { insertIssue } from "@/lib/testing/insert-issue";
import { useDatabase } from "@/lib/testing/use-database";
import { previewRules } from "./preview-rules";
import { saveGroupingRules } from "./save-grouping-rules";
import type { PreviewResult, RuleTexts } from "./schemas";

const ctx = systemContext();
const START = new Date("2026-11-20T12:00:00Z").getTime();
const none: RuleTexts = { fingerprintRules: "", stackTraceRules: "" };

let project: Project;

useDatabase();
beforeEach(async () => {
  project = await createProject(ctx, { name: "Preview", platform: "node" });
});

/** An error that `name` threw, called by `run` and by `retry`. */
function thrown(type: string, value: string, name: string): Event {
  const frames = buildFrames(
    ["/srv/app/run.js", "run", { in_app: true }],
    [`/srv/app/${name}.js`, name, { in_app: true }],
    ["/srv/app/retry.js", "retry", { in_app: true }],
  );
  return buildErrorEvent("node", [buildException(type, value, frames)]);
}

/** Stores events as one issue, as ingest would have by the rules in force; later ones are newer. Gives its short id. */
async function store(events: Event[], { at = START, texts = none, revision = 0, owner = project } = {}) {
  const [first] = events;
  const { type = "", value = "" } = first?.exception?.values[0] ?? {};
  const last = new Date(at + events.length - 1);
  const shortId = await insertIssue(owner.id, {
    type,
    message: value,
    lastSeen: last,
    events: events.length,
  });
  const { issueId } = await locateIssue(ctx, shortId);
  const settings = buildSettings({ version: "jackdaw:2026-12", revision, ...texts });
  for (const [index, event] of events.entries()) {
    const { hashes } = groupEvent(event, settings);
    await pool().query(
      `INSERT INTO event (project_id, id, received_at, issue_id, occurred_at, level, hash, payload)
       VALUES ($1, $2, $3, $4, $3, 40, $5, $6)`,
      [owner.id, randomUUID(), new Date(at + index), issueId, hashes[0], encodePayload(event)],
    );
    await pool().query(
      `INSERT INTO issue_hash (project_id, hash, issue_id, grouping_version)
       SELECT $1, unnest($2::text[]), $3, 'jackdaw:2026-12' ON CONFLICT DO NOTHING`,
      [owner.id, hashes, issueId],
    );
  }
  return shortId;
}

async function preview(
  texts: Partial<RuleTexts>,
  limits: { signal?: AbortSignal; timeLimitMs?: number } = {},
): Promise<PreviewResult> {
  const { result } = await previewRules(ctx, {
    slug: project.slug,
    ...none,
    ...texts,
    // A busy machine must not change what these tests see.
    timeLimitMs: Infinity,
    ...limits,
  });
  if (!result) throw new Error("the draft cannot be read");
  return result;
}

const times = (count: number, make: (index: number) => Event) =>
  Array.from({ length: count }, (_, i) => make(i));

const titleOf = ({ rules }: PreviewResult) => rules.fingerprint[0]?.examples[0]?.title;

describe("previewRules", () => {
  it("says where a draft cannot be read, and previews nothing", async () => {
    const asked = { slug: project.slug, fingerprintRules: "message:x\nlevel:y -> z", stackTraceRules: "x" };
    expect(await previewRules(ctx, asked)).toMatchObject({
      errors: { fingerprint: [{ line: 1, column: 10 }], stackTrace: [{ line: 1 }] },
      result: null,
    });
  });

  it("is empty where nothing was stored", async () => {
    expect(await preview({ fingerprintRules: "error.type:A -> a" })).toEqual({
      examined: 0,
      isPartial: false,
      matched: 0,
      rules: {
        fingerprint: [{ line: 1, text: "error.type:A -> a", events: 0, examples: [] }],
        stackTrace: [],
      },
      groups: { before: 0, after: 0 },
      changes: [],
      changeCount: 0,
    });
  });

  it("counts for each fingerprint rule the events that it decides, the newest as examples", async () => {
    const shortId = await store(times(7, (index) => thrown("TimeoutError", `try ${index}`, "fetchStock")));
    await store([thrown("TypeError", "no card", "charge")], { at: START + 1_000 });
    const { rules, matched, examined } = await preview({
      fingerprintRules: "# slow\nerror.type:Timeout* -> slow\nerror.type:* -> rest\nlevel:fatal -> never",
    });
    expect([examined, matched]).toEqual([8, 8]);
    expect(rules.fingerprint.map(({ line, events }) => [line, events])).toEqual([
      [2, 7],
      [3, 1],
      [4, 0],
    ]);
    const [slow] = rules.fingerprint;
    expect(slow?.examples).toHaveLength(5);
    expect(slow?.examples[0]).toEqual({
      shortId,
      eventId: expect.stringMatching(/^[0-9a-f]{32}$/),
      title: "TimeoutError: try 6",
    });
  });

  it("shows that issues join", async () => {
    const stock = await store(times(3, () => thrown("TimeoutError", "stock", "fetchStock")));
    const mail = await store(
      times(2, () => thrown("TimeoutError", "mail", "sendMail")),
      { at: START + 100 },
    );
    await store([thrown("TypeError", "no card", "charge")], { at: START + 200 });
    expect(await preview({})).toMatchObject({ groups: { before: 3, after: 3 }, changes: [] });
    const { changes, groups } = await preview({ fingerprintRules: "error.type:TimeoutError -> slow" });
    expect(groups).toEqual({ before: 3, after: 2 });
    expect(changes).toEqual([
      {
        kind: "join",
        before: [
          { shortId: stock, title: "TimeoutError: stock", events: 3 },
          { shortId: mail, title: "TimeoutError: mail", events: 2 },
        ],
        into: [{ shortId: null, title: "TimeoutError: stock", events: 5 }],
        more: { before: 0, into: 0 },
      },
    ]);
  });

  it("shows that an issue is split, and what the new one would be called", async () => {
    const shortId = await store(times(4, (index) => thrown("ApiError", index % 2 ? "eu" : "us", "call")));
    const { changes } = await preview({
      fingerprintRules: 'error.value:eu -> {{ default }}, eu title="API in {{ error.value }}"',
    });
    expect(changes).toMatchObject([
      {
        kind: "split",
        before: [{ shortId, events: 4 }],
        into: [
          { shortId, events: 2 },
          { shortId: null, title: "API in eu", events: 2 },
        ],
      },
    ]);
  });

  it("calls examples as the rule does, and by what the draft's rules say is in-app", async () => {
    await store([thrown("ApiError", "eu", "call")]);
    const texts = { fingerprintRules: 'error.type:ApiError -> api title="API in {{ stack.function }}"' };
    expect(titleOf(await preview(texts))).toBe("API in retry");
    const stackTraceRules = "stack.function:retry -app";
    expect(titleOf(await preview({ ...texts, stackTraceRules }))).toBe("API in call");
  });

  it("compares with the rules in force: the same draft changes nothing, taking a rule out does", async () => {
    const texts = { ...none, fingerprintRules: "error.type:TimeoutError -> slow" };
    const stock = await store(times(2, () => thrown("TimeoutError", "stock", "fetchStock")));
    await saveGroupingRules(ctx, { slug: project.slug, ...texts, basedOn: 0 });
    const slow = await store([thrown("TimeoutError", "mail", "sendMail")], {
      at: START + 100,
      texts,
      revision: 1,
    });
    expect(await preview(texts)).toMatchObject({ groups: { before: 1, after: 1 }, changes: [] });
    const { changes } = await preview(none);
    expect(changes).toMatchObject([
      {
        kind: "split",
        before: [{ shortId: slow, events: 3 }],
        into: [
          { shortId: stock, events: 2 },
          { shortId: null, title: "TimeoutError: mail", events: 1 },
        ],
      },
    ]);
  });

  it("goes by merged hashes, as ingest does", async () => {
    const stock = await store([thrown("TimeoutError", "stock", "fetchStock")]);
    const mail = await store([thrown("TimeoutError", "mail", "sendMail")], { at: START + 100 });
    const [into, from] = [await locateIssue(ctx, stock), await locateIssue(ctx, mail)];
    await pool().query("UPDATE issue_hash SET issue_id = $3 WHERE project_id = $1 AND issue_id = $2", [
      project.id,
      from.issueId,
      into.issueId,
    ]);
    expect((await preview({})).groups).toEqual({ before: 1, after: 1 });
  });

  it("counts for each stack-trace rule the events it speaks for, flags and variables alike", async () => {
    await store(times(3, () => thrown("TimeoutError", "stock", "fetchStock")));
    await store([thrown("TypeError", "no card", "charge")], { at: START + 100 });
    const { rules, matched } = await preview({
      stackTraceRules: [
        "stack.function:fetchStock -group",
        "stack.function:nothing -app",
        "error.type:TypeError max-frames=1",
        "stack.function:charge category=pay",
      ].join("\n"),
    });
    expect(rules.stackTrace.map(({ line, events }) => [line, events])).toEqual([
      [1, 3],
      [2, 0],
      [3, 1],
      [4, 1],
    ]);
    expect(matched).toBe(4);
  });

  it("looks at the newest 1,000 events of this project alone, across issues and days", async () => {
    const old = await store(
      times(5, () => thrown("OldError", "gone", "old")),
      { at: START - 40 * 86_400_000 },
    );
    await store(times(998, (index) => thrown("TimeoutError", `try ${index}`, "fetchStock")));
    const other = await createProject(ctx, { name: "Other", platform: "node" });
    await store([thrown("ForeignError", "not ours", "foreign")], { at: START + 5_000, owner: other });
    const { examined, rules } = await preview({ fingerprintRules: "error.type:*Error -> all\nlevel:x -> y" });
    expect(examined).toBe(1_000);
    expect(rules.fingerprint[0]?.events).toBe(1_000);
    const { rules: byType } = await preview({
      fingerprintRules: "error.type:OldError -> a\nerror.type:ForeignError -> b",
    });
    expect(byType.fingerprint.map(({ events }) => events)).toEqual([2, 0]);
    expect(byType.fingerprint[0]?.examples.map(({ shortId }) => shortId)).toEqual([old, old]);
  });

  it("stops when nobody waits any more or time is up, and says that it looked at less", async () => {
    await store(times(10, (index) => thrown("TimeoutError", `try ${index}`, "fetchStock")));
    expect(await preview({}, { signal: AbortSignal.abort() })).toMatchObject({
      examined: 0,
      isPartial: true,
    });
    expect(await preview({}, { timeLimitMs: 0 })).toMatchObject({ examined: 0, isPartial: true });
    expect(await preview({})).toMatchObject({ examined: 10, isPartial: false });
  });
});

import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { systemContext } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { readEvent } from "@/lib/events/read-event";
import { formatShortId } from "@/lib/issues/short-id";
import { forgetKeys } from "./key-directory";
import { readKeys } from "./keys/read-keys";
import { createTestProject, openTestDatabase, send, type TestProject } from "./testing/ingest-fixture";

const ctx = systemContext();
let close: () => Promise<void>;
let project: TestProject;

beforeAll(async () => {
  close = await openTestDatabase();
});
afterAll(() => close());
beforeEach(async () => {
  project = await createTestProject();
});

/** Sends an event with a message and tells which issue it came to. */
async function report(
  message: string,
  extra: object = {},
): Promise<{ eventId: string; issue: string; type: string }> {
  const eventId = randomUUID().replaceAll("-", "");
  const answer = await send("POST", `/api/${project.id}/store/?sentry_key=${project.publicKey}`, {
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ event_id: eventId, platform: "node", message, ...extra }),
  });
  expect(answer.status).toBe(200);
  const { rows } = await pool().query<{ prefix: string; number: number; type: string }>(
    `SELECT p.short_prefix AS prefix, i.short_id AS number, i.type FROM event e
       JOIN issue i ON i.project_id = e.project_id AND i.id = e.issue_id JOIN project p ON p.id = i.project_id
      WHERE e.project_id = $1 AND e.id = $2`,
    [project.id, eventId],
  );
  const row = rows[0] as { prefix: string; number: number; type: string };
  return { eventId, issue: formatShortId(row.prefix, row.number), type: row.type };
}

async function saveRules(revision: number, fingerprintRules: string, stackTraceRules = ""): Promise<void> {
  await pool().query(
    `INSERT INTO grouping_rules (project_id, revision, fingerprint_rules, stack_trace_rules) VALUES ($1, $2, $3, $4)`,
    [project.id, revision, fingerprintRules, stackTraceRules],
  );
  await pool().query("UPDATE project SET grouping_revision = $2 WHERE id = $1", [project.id, revision]);
}

/** As if the two seconds had passed in which keys count as fresh. */
async function passTwoSeconds(): Promise<void> {
  const now = Date.now();
  vi.useFakeTimers({ toFake: ["Date"], now: now + 2_001 });
}

it("a saved revision groups the next event, and old events are explained by their own", async () => {
  const before = [await report("cannot reach alpha"), await report("cannot reach beta")];
  expect(new Set(before.map(({ issue }) => issue)).size).toBe(2);

  await saveRules(1, 'message:"cannot reach *" -> unreachable title="Host is away: {{ message }}"');
  try {
    await passTwoSeconds();
    const after = [await report("cannot reach alpha"), await report("cannot reach gamma")];
    expect(new Set(after.map(({ issue }) => issue)).size).toBe(1);
    expect(before.map(({ issue }) => issue)).not.toContain(after[0]?.issue);
    expect(after[0]?.type).toBe("Host is away: cannot reach alpha");

    const old = await readEvent(ctx, before[0]?.issue ?? "", before[0]?.eventId ?? "");
    expect(old.grouping).toMatchObject({
      version: "jackdaw:2026-12",
      revision: 0,
      rule: null,
      isCurrent: false,
    });
    expect(old.grouping.hashes[0]).toBe(old.grouping.hash);
    const fresh = await readEvent(ctx, after[0]?.issue ?? "", after[0]?.eventId ?? "");
    expect(fresh.grouping).toMatchObject({
      revision: 1,
      isCurrent: true,
      rule: { line: 1, title: "Host is away: cannot reach alpha" },
      variants: [{ name: "custom", hash: fresh.grouping.hash }],
    });

    await pool().query("UPDATE project SET grouping_revision = 0 WHERE id = $1", [project.id]);
    const undone = await readEvent(ctx, after[0]?.issue ?? "", after[0]?.eventId ?? "");
    expect(undone.grouping).toMatchObject({ revision: 1, isCurrent: false, rule: { line: 1 } });
    const again = await readEvent(ctx, before[0]?.issue ?? "", before[0]?.eventId ?? "");
    expect(again.grouping.isCurrent).toBe(true);
  } finally {
    vi.useRealTimers();
  }
});

it("a stack-trace rule moves the culprit and what is shown as in-app", async () => {
  await saveRules(1, "", "stack.function:helper -app");
  forgetKeys();
  const frames = [
    { filename: "a.js", function: "checkout", in_app: true },
    { filename: "b.js", function: "helper", in_app: true },
  ];
  const { issue, eventId } = await report("", {
    exception: { values: [{ type: "E", stacktrace: { frames } }] },
  });
  const { rows } = await pool().query<{ culprit: string }>(
    "SELECT culprit FROM issue WHERE project_id = $1",
    [project.id],
  );
  expect(rows).toEqual([{ culprit: "checkout in a.js" }]);
  const { event } = await readEvent(ctx, issue, eventId);
  expect(event.exception?.values[0]?.stacktrace?.frames.map((frame) => frame.in_app)).toEqual([true, false]);
});

it("rules that cannot be read stop nothing", async () => {
  await saveRules(1, "quantum:x -> y\nlevel:error -> fine", "also broken");
  forgetKeys();
  const one = await report("one");
  const other = await report("other");
  expect(other.issue).toBe(one.issue);
  await pool().query("UPDATE project SET grouping_version = 'jackdaw:2099-01' WHERE id = $1", [project.id]);
  forgetKeys();
  expect((await report("third")).issue).toBe(one.issue);
});

it("keeps the settings of a project until something changes, for all its keys", async () => {
  await saveRules(1, "level:error -> a");
  await pool().query("INSERT INTO project_key (project_id, name, public_key) VALUES ($1, 'Second', $2)", [
    project.id,
    randomUUID().replaceAll("-", ""),
  ]);
  const settingsOf = async () =>
    (await readKeys()).filter(({ projectId }) => projectId === project.id).map(({ grouping }) => grouping);
  const [one, second] = await settingsOf();
  expect(one).toMatchObject({ revision: 1, fingerprintRules: { length: 1 } });
  expect(second).toBe(one);
  expect((await settingsOf())[0]).toBe(one);
  await saveRules(2, "level:error -> b\nlevel:info -> c");
  const [changed] = await settingsOf();
  expect(changed).toMatchObject({ revision: 2, fingerprintRules: { length: 2 } });
});

it("looks for the old hashes as long as an upgrade lasts", async () => {
  await pool().query("UPDATE project SET grouping_version = 'jackdaw:2026-11' WHERE id = $1", [project.id]);
  const settingsOf = async () =>
    (await readKeys()).find(({ projectId }) => projectId === project.id)?.grouping;
  const upgrade = `UPDATE project SET grouping_version = 'jackdaw:2026-12', previous_grouping_version = 'jackdaw:2026-11',
                          grouping_transition_ends_at = now() + $2::interval WHERE id = $1`;
  expect(await settingsOf()).toMatchObject({ version: "jackdaw:2026-11", revision: 0 });
  await pool().query(upgrade, [project.id, "1 day"]);
  expect(await settingsOf()).toMatchObject({
    version: "jackdaw:2026-12",
    previousVersion: "jackdaw:2026-11",
  });
  await pool().query(upgrade, [project.id, "-1 second"]);
  expect((await settingsOf())?.previousVersion).toBeUndefined();
});

import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { systemContext } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { CURRENT_VERSION, groupEvent } from "@/lib/grouping/group-event";
import { plainSettings } from "@/lib/grouping/settings";
import { buildErrorEvent, buildException, buildFrames } from "@/lib/grouping/testing/build-event";
import { rollBackVersion, upgradeVersion } from "@/lib/projects/grouping/change-version";
import { restoreRevision, saveGroupingRules } from "@/lib/projects/grouping/save-grouping-rules";
import { forgetKeys } from "./key-directory";
import { createTestProject, openTestDatabase, send, type TestProject } from "./testing/ingest-fixture";

const ctx = systemContext();
const OLD = "jackdaw:2026-11";

let close: () => Promise<void>;
let project: TestProject;
let slug = "";

beforeAll(async () => {
  close = await openTestDatabase();
});
afterAll(() => close());
beforeEach(async () => {
  project = await createTestProject();
  const { rows } = await pool().query<{ slug: string }>(
    "UPDATE project SET grouping_version = $2 WHERE id = $1 RETURNING slug",
    [project.id, OLD],
  );
  slug = rows[0]?.slug ?? "";
  forgetKeys();
});

/** Versions group it differently: the second takes parts of an app that could not be loaded together. */
const { exception, platform } = buildErrorEvent("javascript", [
  buildException("ChunkLoadError", "Loading chunk 7 failed", [
    ...buildFrames(["https://shop.example.com/main.js", "openCart", { in_app: true }]),
  ]),
]);

/** Sends the event once more, under the settings as they are now, and gives the issue that it went to. */
async function sendAgain(change: object = {}): Promise<number> {
  forgetKeys();
  const answer = await send("POST", `/api/${project.id}/store/`, {
    headers: { "x-sentry-auth": `Sentry sentry_version=7, sentry_key=${project.publicKey}` },
    body: JSON.stringify({ platform, exception, ...change }),
  });
  expect(answer.status).toBe(200);
  const { rows } = await pool().query<{ issueId: number }>(
    `SELECT issue_id AS "issueId" FROM event WHERE project_id = $1 AND id = $2`,
    [project.id, answer.json.id],
  );
  return rows[0]?.issueId ?? 0;
}

async function readHashes(): Promise<string[]> {
  const { rows } = await pool().query<{ hash: string }>("SELECT hash FROM issue_hash WHERE project_id = $1", [
    project.id,
  ]);
  return rows.map(({ hash }) => hash).sort();
}

function hashesOf(version: string): string[] {
  return groupEvent(buildErrorEvent(platform, exception?.values ?? []), plainSettings(version)).hashes;
}

it("groups the event of these tests differently by both versions", () => {
  expect(hashesOf(CURRENT_VERSION).some((hash) => hashesOf(OLD).includes(hash))).toBe(false);
});

it("finds a known issue after an upgrade, and by its new hash alone when the 30 days are over", async () => {
  const issue = await sendAgain();
  expect(await readHashes()).toEqual(hashesOf(OLD).sort());
  await upgradeVersion(ctx, { slug });
  expect(await sendAgain()).toBe(issue);
  expect(await readHashes()).toEqual([...hashesOf(OLD), ...hashesOf(CURRENT_VERSION)].sort());
  await pool().query("UPDATE project SET grouping_transition_ends_at = now() WHERE id = $1", [project.id]);
  expect(await sendAgain()).toBe(issue);
});

it("opens an issue anew when the event did not come by during the 30 days", async () => {
  const issue = await sendAgain();
  await upgradeVersion(ctx, { slug });
  await pool().query("UPDATE project SET grouping_transition_ends_at = now() WHERE id = $1", [project.id]);
  expect(await sendAgain()).not.toBe(issue);
});

it("knows after a rollback what arrived during the upgrade", async () => {
  await upgradeVersion(ctx, { slug });
  const issue = await sendAgain();
  await rollBackVersion(ctx, { slug });
  expect(await sendAgain()).toBe(issue);
});

it("groups by saved rules, and as before once they are taken back", async () => {
  const issue = await sendAgain();
  const texts = { fingerprintRules: "error.type:ChunkLoadError -> not-loaded", stackTraceRules: "" };
  await saveGroupingRules(ctx, { slug, ...texts, basedOn: 0 });
  const ruled = await sendAgain();
  expect(ruled).not.toBe(issue);
  await restoreRevision(ctx, { slug, revision: 0, basedOn: 1 });
  expect(await sendAgain()).toBe(issue);
});

import { beforeEach, expect, it } from "vitest";
import { systemContext } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { locateIssue } from "@/lib/events/locate-issue";
import { encodePayload } from "@/lib/events/payload";
import { buildErrorEvent, buildException, buildFrames } from "@/lib/grouping/testing/build-event";
import { createProject } from "@/lib/projects/create-project";
import { saveGroupingRules } from "@/lib/projects/grouping/save-grouping-rules";
import type { Project } from "@/lib/projects/schemas";
import { insertIssue } from "@/lib/testing/insert-issue";
import { useDatabase } from "@/lib/testing/use-database";
import { listHashes } from "./list-hashes";

const ctx = systemContext();
let project: Project;

useDatabase();
beforeEach(async () => {
  project = await createProject(ctx, { name: "Hashes", platform: "node" });
});

const event = buildErrorEvent("node", [
  buildException(
    "ApiError",
    "eu",
    buildFrames(["/srv/call.js", "call", { in_app: true }], ["/srv/retry.js", "retry", { in_app: true }]),
  ),
]);

async function store(): Promise<string> {
  const shortId = await insertIssue(project.id, { type: "ApiError", message: "eu", events: 1 });
  const { issueId } = await locateIssue(ctx, shortId);
  await pool().query(
    `INSERT INTO event (project_id, id, received_at, issue_id, occurred_at, level, hash, payload)
     VALUES ($1, gen_random_uuid(), now(), $2, now(), 40, 'h', $3)`,
    [project.id, issueId, encodePayload(event)],
  );
  await pool().query(
    "INSERT INTO issue_hash (project_id, hash, issue_id, grouping_version) VALUES ($1, 'h', $2, 'jackdaw:2026-12')",
    [project.id, issueId],
  );
  return shortId;
}

it.each([
  ["", "", "ApiError: eu", "retry in /srv/retry.js"],
  ["", "stack.function:retry -app", "ApiError: eu", "call in /srv/call.js"],
  ['error.type:ApiError -> api title="API in {{ error.value }}"', "", "API in eu", "retry in /srv/retry.js"],
])(
  "calls the newest event of a hash as rules do: %j %j",
  async (fingerprintRules, stackTraceRules, title, culprit) => {
    const shortId = await store();
    await saveGroupingRules(ctx, { slug: project.slug, fingerprintRules, stackTraceRules, basedOn: 0 });
    const { hashes } = await listHashes(ctx, shortId);
    expect(hashes.map(({ latest }) => [latest?.title, latest?.culprit])).toEqual([[title, culprit]]);
  },
);

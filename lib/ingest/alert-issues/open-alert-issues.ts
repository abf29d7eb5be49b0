import { createHash } from "node:crypto";
import type { PoolClient } from "pg";
import { alertPlatform } from "@/lib/alerts/constants";
import type { Breach } from "@/lib/alerts/evaluate/open-issues";
import { CURRENT_VERSION } from "@/lib/grouping/group-event";
import { plainSettings } from "@/lib/grouping/settings";
import { digest } from "@/lib/ingest/digest";
import { prepareEvent } from "@/lib/ingest/prepare-event";
import type { PreparedEvent } from "@/lib/ingest/prepared-event";

/** No key brought these events. */
const NO_KEY = "00000000-0000-0000-0000-000000000000";

/**
 * Opens or reopens an issue for each breach: one event, whose id is the firing's, so that it counts once; all breaches of a
 * group of a rule are one issue. `also` runs in the same transaction with the issues by firing; those that somebody discarded
 * have none.
 */
export async function openAlertIssues(
  breaches: readonly Breach[],
  also: (db: PoolClient, issueIds: ReadonlyMap<string, number>) => Promise<void>,
): Promise<void> {
  await digest(breaches.map(prepareBreach), {
    also: async (db) => also(db, await readIssues(db, breaches)),
  });
}

/** The one fingerprint of a group of a rule. */
function hashOf({ ruleId, group }: Breach): string {
  return createHash("sha256")
    .update(JSON.stringify(["alert", ruleId, group]))
    .digest("hex")
    .slice(0, 32);
}

function prepareBreach(breach: Breach): PreparedEvent {
  const { projectId, firingId, ruleId, group, severity, title, text, at } = breach;
  const raw = {
    event_id: firingId.replaceAll("-", ""),
    timestamp: at.toISOString(),
    platform: "other",
    level: severity === "critical" ? "error" : "warning",
    logger: "jackdaw.alerts",
    message: `${title}: ${text}`,
    fingerprint: ["alert", ruleId, group],
    tags: { alert: ruleId },
    contexts: { alert: { rule: ruleId, name: title, group, severity } },
  };
  const key = {
    publicKey: "",
    keyId: NO_KEY,
    projectId,
    isActive: true,
    expiresAt: null,
    eventsPerMinute: null,
    projectEventsPerMinute: null,
    projectLogsPerMinute: null,
    grouping: plainSettings(CURRENT_VERSION),
  };
  const prepared = prepareEvent(raw, key, { receivedAt: at });
  return {
    ...prepared,
    hashes: [hashOf(breach)],
    type: title,
    message: text,
    culprit: group,
    platform: alertPlatform,
  };
}

async function readIssues(db: PoolClient, breaches: readonly Breach[]): Promise<Map<string, number>> {
  const hashes = breaches.map(hashOf);
  const { rows } = await db.query<{ projectId: number; hash: string; issueId: number }>(
    `SELECT h.project_id AS "projectId", h.hash, h.issue_id AS "issueId"
       FROM unnest($1::int[], $2::text[]) AS t (project_id, hash)
       JOIN issue_hash h ON h.project_id = t.project_id AND h.hash = t.hash`,
    [breaches.map(({ projectId }) => projectId), hashes],
  );
  const ids = new Map(rows.map(({ projectId, hash, issueId }) => [`${projectId}/${hash}`, issueId]));
  return new Map(
    breaches.flatMap((breach, place) => {
      const id = ids.get(`${breach.projectId}/${hashes[place]}`);
      return id ? [[breach.firingId, id] as const] : [];
    }),
  );
}

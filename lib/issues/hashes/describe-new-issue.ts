import { pool } from "@/lib/db/pool";
import { levelNumber } from "@/lib/events/level";
import { decodePayload } from "@/lib/events/payload";
import { groupEvent } from "@/lib/grouping/group-event";
import { inAppBy } from "@/lib/grouping/rules/mark-in-app";
import type { GroupingSettings } from "@/lib/grouping/settings";
import { describeEvent } from "@/lib/protocol/describe-event";
import { writeIssueText } from "@/lib/search/write-issue-text";
import { writeStackText } from "@/lib/search/write-stack-text";
import { readOldSettings } from "./read-hash-settings";

/** What a new issue is called, by one of its events. */
export interface NewLook {
  type: string;
  message: string;
  culprit: string;
  function?: string;
  location?: string;
  level: number;
  platform: string;
  logger?: string;
  seen: Date;
  /** For the free-text filter, as ingest writes it. */
  text: string;
}

/**
 * The look of the newest event of an issue that was grouped by one of those hashes that no merge brought; null when none
 * is stored.
 */
export async function describeNewIssue(
  { projectId, issueId }: { projectId: number; issueId: number },
  today: GroupingSettings,
  hashes: string[],
): Promise<NewLook | null> {
  const { rows } = await pool().query<{ payload: Buffer; receivedAt: Date }>(
    `SELECT payload, received_at AS "receivedAt" FROM event
      WHERE project_id = $1 AND issue_id = $2 AND hash IN (
              SELECT h.hash FROM issue_hash h
               WHERE h.project_id = $1 AND h.issue_id = $2 AND h.hash = ANY($3::text[])
                 AND NOT EXISTS (SELECT FROM issue o
                                  WHERE o.project_id = $1 AND o.id = h.merged_from AND o.id <> $2
                                    AND (o.merged_into IS NULL OR o.merged_into = $2)))
      ORDER BY received_at DESC, seq DESC LIMIT 1`,
    [projectId, issueId, hashes],
  );
  const newest = rows[0];
  if (!newest) return null;
  const event = decodePayload(newest.payload);
  const settings = (await readOldSettings(projectId, [event]))(event) ?? today;
  const isInApp = inAppBy(settings);
  const { title: _, ...look } = describeEvent(event, isInApp, groupEvent(event, settings).rule?.title);
  return {
    ...look,
    level: levelNumber(event.level),
    platform: event.platform,
    logger: event.logger,
    seen: newest.receivedAt,
    text: writeIssueText({ ...look, logger: event.logger, stackText: writeStackText(event, isInApp) }),
  };
}

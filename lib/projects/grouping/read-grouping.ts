import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { CURRENT_VERSION } from "@/lib/grouping/group-event";
import { countLines } from "./count-lines";
import { findGrouping, transitionOf } from "./find-grouping";
import { type GroupingView, historyLimit, type RevisionRow, type RuleTexts } from "./schemas";

type Row = RuleTexts & { revision: number; at: Date; by: string | null };

const NOTHING: RuleTexts = { fingerprintRules: "", stackTraceRules: "" };

/** How a project groups: versions, rules in force, and who changed what in the last 50 revisions. @throws NotFoundError */
export async function readGrouping(ctx: Context, { slug }: { slug: string }): Promise<GroupingView> {
  authorize(ctx, "project:read");
  const stored = await findGrouping(ctx, slug);
  const transition = transitionOf(stored, new Date());
  return {
    version: stored.version,
    newestVersion: CURRENT_VERSION,
    transition: transition && { from: transition.from, endsAt: transition.endsAt.toISOString() },
    revision: stored.revision,
    fingerprintRules: stored.fingerprintRules,
    stackTraceRules: stored.stackTraceRules,
    history: await readHistory(stored.projectId),
  };
}

/** One more than is shown, because the oldest one is told by what stood before it. */
async function readHistory(projectId: number): Promise<RevisionRow[]> {
  const { rows } = await pool().query<Row>(
    `SELECT revision, created_at AS at, created_by AS by,
            fingerprint_rules AS "fingerprintRules", stack_trace_rules AS "stackTraceRules"
       FROM grouping_rules WHERE project_id = $1 ORDER BY revision DESC LIMIT $2`,
    [projectId, historyLimit + 1],
  );
  return rows.slice(0, historyLimit).map((row, index) => {
    const older = rows[index + 1] ?? NOTHING;
    return {
      revision: row.revision,
      at: row.at.toISOString(),
      by: row.by,
      fingerprint: countLines(older.fingerprintRules, row.fingerprintRules),
      stackTrace: countLines(older.stackTraceRules, row.stackTraceRules),
    };
  });
}

import { pool } from "@/lib/db/pool";
import { transaction } from "@/lib/db/transaction";
import { memberSees } from "@/lib/issues/workflow/sees-project";
import { enqueue } from "@/lib/notifications/enqueue";
import { notificationId } from "@/lib/notifications/notification-id";
import { choiceSql, wantedByDefault } from "@/lib/notifications/preferences/is-wanted";
import type { SummaryFacts } from "@/lib/notifications/facts";
import type { SweepContext } from "@/lib/retention/sweep-context";
import { findWeek, type Week } from "./find-week";
import { readWeek } from "./read-week";

type Project = { id: number; slug: string; organizationId: string };

/**
 * Tells the members of each project who want it of the week that ended, once, whichever process is at it and however often it
 * is started anew: the message is written in the transaction that notes the week. Weeks in which nothing happened are noted
 * and not told. `failed` hears of projects that could not be dealt with, which hold up no others and are tried again with the
 * next call. Returns how many were dealt with here.
 */
export async function tellWeeks(
  { now, signal }: SweepContext,
  timeZone: string,
  failed: (error: Error) => void = rethrow,
): Promise<number> {
  const week = findWeek(now, timeZone);
  if (week === null) return 0;
  const { rows } = await pool().query<Project>(
    `SELECT id, slug, organization_id AS "organizationId" FROM project
      WHERE organization_id IS NOT NULL AND created_at < $2 AND (summarised_week IS NULL OR summarised_week < $1::date)
      ORDER BY id`,
    [week.monday, week.to],
  );
  let dealt = 0;
  for (const project of rows) {
    if (signal.aborted) break;
    try {
      const facts = await readWeek(project, week);
      if (await tellWeek(project, week, facts, now)) dealt++;
    } catch (error) {
      failed(error as Error);
    }
  }
  return dealt;
}

function rethrow(error: Error): never {
  throw error;
}

/** False when another process was faster. */
function tellWeek(project: Project, week: Week, facts: SummaryFacts | null, now: Date): Promise<boolean> {
  return transaction(async (db) => {
    const noted = await db.query(
      `UPDATE project SET summarised_week = $2::date
        WHERE id = $1 AND (summarised_week IS NULL OR summarised_week < $2::date)`,
      [project.id, week.monday],
    );
    if (noted.rowCount === 0) return false;
    if (facts === null) return true;
    const { rows } = await db.query<{ userId: string }>(
      `SELECT m.user_id AS "userId" FROM project p JOIN member m ON m.organization_id = p.organization_id
        WHERE p.id = $1 AND ${memberSees}
          AND coalesce(${choiceSql({ user: "m.user_id", organization: "m.organization_id", project: "p.id", subject: "'summary'" })}, $2)
        ORDER BY 1`,
      [project.id, wantedByDefault.summary],
    );
    if (rows.length === 0) return true;
    await enqueue(db, {
      projectId: project.id,
      organizationId: project.organizationId,
      ruleId: null,
      severity: "",
      notification: {
        id: notificationId("summary", project.id, week.monday),
        kind: "summary",
        issueId: null,
        firingId: null,
        facts,
      },
      recipients: rows.map(({ userId }) => `user:${userId}` as const),
      now,
    });
    return true;
  });
}

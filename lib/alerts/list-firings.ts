import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { formatShortId } from "@/lib/issues/short-id";
import { readPlace, writePlace } from "./cursor";
import { findRule } from "./find-rule";
import { homeOf } from "./rule-row";
import type { FiringPage, Severity } from "./schemas";

const PAGE = 50;
const TITLE_LENGTH = 200;

type Row = {
  id: string;
  groupKey: string;
  severity: Severity;
  startedAt: Date;
  endedAt: Date | null;
  peak: number | null;
  prefix: string | null;
  number: number | null;
  title: string | null;
  messages: number;
};

/**
 * The firings of a rule, the newest first, 50 to a page. The issue is shown to those who see the project that it is in.
 * @throws NotFoundError, InvalidInputError
 */
export async function listFirings(
  ctx: Context,
  id: string,
  { cursor }: { cursor?: string | undefined },
): Promise<FiringPage> {
  authorize(ctx, "alert:read");
  const rule = await findRule(ctx, id);
  const after = readPlace(cursor);
  const { rows } = await pool().query<Row>(
    `SELECT f.id, f.group_key AS "groupKey", f.severity, f.started_at AS "startedAt", f.ended_at AS "endedAt", f.peak,
            p.short_prefix AS prefix, i.short_id AS number, concat_ws(': ', nullif(i.type, ''), nullif(i.message, '')) AS title,
            (SELECT count(*)::int FROM delivery d
              WHERE d.project_id = f.project_id AND d.rule_id = f.rule_id AND d.created_at >= f.started_at
                AND d.notification_ids && ARRAY(SELECT n.id FROM notification n
                     WHERE n.project_id = f.project_id AND n.created_at >= f.started_at AND n.firing_id = f.id)) AS messages
       FROM alert_firing f
       LEFT JOIN project p ON p.id = f.project_id AND ($5::int[] IS NULL OR p.id = ANY ($5))
       LEFT JOIN issue i ON i.project_id = p.id AND i.id = f.issue_id
      WHERE f.project_id = $1 AND f.rule_id = $2
        AND ($3::timestamptz IS NULL OR (f.started_at, f.id) < ($3, $4::uuid))
      ORDER BY f.started_at DESC, f.id DESC LIMIT ${PAGE + 1}`,
    [homeOf(rule), id, after?.at ?? null, after?.id ?? null, ctx.actor.projectIds],
  );
  const page = rows.slice(0, PAGE);
  const last = page.at(-1);
  return {
    firings: page.map(({ prefix, number, title, startedAt, endedAt, ...row }) => ({
      ...row,
      ruleId: id,
      startedAt: startedAt.toISOString(),
      endedAt: endedAt?.toISOString() ?? null,
      issue:
        prefix === null || number === null
          ? null
          : { shortId: formatShortId(prefix, number), title: (title ?? "").slice(0, TITLE_LENGTH) },
    })),
    nextCursor: rows.length > PAGE && last ? writePlace({ at: last.startedAt, id: last.id }) : null,
  };
}

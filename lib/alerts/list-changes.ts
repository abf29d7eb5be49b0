import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { readPlace, writePlace } from "./cursor";
import { findRule } from "./find-rule";
import type { ChangePage, ChangeRow } from "./schemas";

const PAGE = 50;

type Row = {
  id: number;
  kind: ChangeRow["kind"];
  data: { changes?: ChangeRow["changes"]; until?: string | null };
  at: Date;
  userId: string | null;
  userName: string | null;
};

/** Who did what to a rule, the newest first, 50 to a page. @throws NotFoundError, InvalidInputError */
export async function listChanges(
  ctx: Context,
  id: string,
  { cursor }: { cursor?: string | undefined },
): Promise<ChangePage> {
  authorize(ctx, "alert:read");
  await findRule(ctx, id);
  const after = readPlace(cursor);
  const { rows } = await pool().query<Row>(
    `SELECT c.id, c.kind, c.data, c.created_at AS at, u.id AS "userId", u.name AS "userName"
       FROM alert_change c LEFT JOIN app_user u ON u.id = c.user_id
      WHERE c.rule_id = $1 AND ($2::bigint IS NULL OR c.id < $2)
      ORDER BY c.id DESC LIMIT ${PAGE + 1}`,
    [id, after === null || !/^\d+$/.test(after.id) ? null : after.id],
  );
  const page = rows.slice(0, PAGE);
  const last = page.at(-1);
  return {
    changes: page.map(({ id: changeId, kind, data, at, userId, userName }) => ({
      id: String(changeId),
      kind,
      by: userId === null || userName === null ? null : { id: userId, name: userName },
      at: at.toISOString(),
      changes: data.changes ?? [],
      until: data.until ?? null,
    })),
    nextCursor: rows.length > PAGE && last ? writePlace({ at: last.at, id: String(last.id) }) : null,
  };
}

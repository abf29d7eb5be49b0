import type { PoolClient } from "pg";
import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { transaction } from "@/lib/db/transaction";
import { NotFoundError } from "@/lib/errors";
import { changeLimit } from "@/lib/issues/schemas";
import { formatShortId } from "@/lib/issues/short-id";
import { actorOf } from "./actor";
import { type IssueKey, keyArrays, lockKeys } from "./issue-keys";
import type { UndoChangeInput, UndoResult } from "./schemas";
import { type Group, groupSql, groups } from "./state";

/** What an act of each kind wrote, and what undoing it puts back. */
const WRITTEN = new Map<string, Group>([
  ["resolved", "status"],
  ["unresolved", "status"],
  ["archived", "status"],
  ["assigned", "assignee"],
  ["priority", "priority"],
  ["reviewed", "review"],
]);

type Act = IssueKey & { kind: string };

/**
 * Takes back an act of the actor's own, a portion of at most 1,000 issues at a time: until `isDone`, ask again. Issues that
 * stand as the act left them stand as before again; those that somebody or something changed since are left, and named.
 * What a portion has settled is noted with the act, so that two undos at once take back each issue once.
 * @throws NotFoundError when there is no such act of this actor, or it is undone
 */
export async function undoChange(ctx: Context, { changeId }: UndoChangeInput): Promise<UndoResult> {
  authorize(ctx, "issue:write");
  return transaction(async (db) => {
    const found = await readActs(db, ctx, changeId);
    const acts = found.slice(0, changeLimit);
    const group = WRITTEN.get(acts[0]?.kind ?? "");
    if (!group) throw new NotFoundError("There is nothing to undo any more. It may be undone already.");
    // Whoever comes second waits here, and finds below what the first has settled.
    await lockKeys(db, acts);
    const settled = await restore(db, ctx, changeId, group, acts);
    return { ...settled, isDone: found.length <= changeLimit };
  });
}

async function readActs(db: PoolClient, ctx: Context, changeId: string): Promise<Act[]> {
  const { rows } = await db.query<Act>(
    `SELECT a.project_id AS "projectId", a.issue_id AS id, a.kind
       FROM project p JOIN issue_activity a ON a.project_id = p.id
      WHERE a.change_id = $1 AND a.actor IS NOT DISTINCT FROM $2 AND a.kind = ANY($3::text[])
        AND NOT a.data ? 'undone' AND ($4::int[] IS NULL OR p.id = ANY($4))
      ORDER BY a.project_id, a.issue_id LIMIT ${changeLimit + 1}`,
    [changeId, actorOf(ctx), [...WRITTEN.keys()], ctx.actor.projectIds],
  );
  return rows;
}

async function restore(
  db: PoolClient,
  ctx: Context,
  changeId: string,
  group: Group,
  acts: readonly Act[],
): Promise<{ restored: string[]; left: string[] }> {
  const set = groups[group].map((column) => `${column} = b.${column}`);
  const { rows } = await db.query<{ prefix: string; number: number; stands: boolean }>(
    `WITH act AS MATERIALIZED (
       SELECT a.project_id, a.issue_id, a.id, a.data->'before' AS before, i.short_id,
              coalesce(i.status <> 'merged' AND ${groupSql("i", group)} = a.data->'after', false) AS stands
         FROM unnest($1::int[], $2::bigint[]) AS t (project_id, issue_id)
         JOIN issue_activity a ON a.project_id = t.project_id AND a.issue_id = t.issue_id
         LEFT JOIN issue i ON i.project_id = a.project_id AND i.id = a.issue_id
        WHERE a.change_id = $3 AND a.kind = ANY($4::text[]) AND NOT a.data ? 'undone'
     ), restored AS (
       UPDATE issue i SET ${set.join(", ")} FROM act, jsonb_populate_record(NULL::issue, act.before) AS b
        WHERE act.stands AND i.project_id = act.project_id AND i.id = act.issue_id
     ), settled AS (
       UPDATE issue_activity a SET data = a.data || '{"undone": true}' FROM act
        WHERE a.project_id = act.project_id AND a.issue_id = act.issue_id AND a.id = act.id
     ), noted AS (
       INSERT INTO issue_activity (project_id, issue_id, kind, actor)
       SELECT project_id, issue_id, 'undone', $5 FROM act WHERE stands
     )
     SELECT p.short_prefix AS prefix, act.short_id AS number, act.stands
       FROM act JOIN project p ON p.id = act.project_id
      WHERE act.short_id IS NOT NULL
      ORDER BY act.project_id, act.issue_id`,
    [...keyArrays(acts), changeId, [...WRITTEN.keys()], actorOf(ctx)],
  );
  const named = (stands: boolean) =>
    rows.filter((row) => row.stands === stands).map(({ prefix, number }) => formatShortId(prefix, number));
  return { restored: named(true), left: named(false) };
}

import type { PoolClient } from "pg";
import type { Context } from "@/lib/context";
import { formatShortId } from "@/lib/issues/short-id";
import { actorOf } from "./actor";
import { type IssueKey, keyArrays } from "./issue-keys";
import { type Plan, planChange, type StateChange } from "./plan-change";
import { groupSql, type StoredState, stateSql } from "./state";

/** What is known of issues that their rows do not say, in the order of their keys. */
export type Knowledge = { newest: (string | null)[]; forecasts: (number | null)[] };

/** An issue that changed, as it was and as it is. */
export type Changed = { shortId: string; before: StoredState; after: StoredState };

/** Tells alerts of the issues that changed: `plan.tells`. */
function tellOf({ kind, when }: NonNullable<Plan["tells"]>): string {
  return `INSERT INTO outbox (project_id, kind, issue_id)
       SELECT c.project_id, '${kind}', c.id FROM changed c JOIN before b ON b.project_id = c.project_id AND b.id = c.id WHERE ${when}`;
}

/**
 * Changes locked issues and writes what was done into their timelines, all in one statement. Issues that stand so already
 * are left out.
 */
export async function applyChange(
  db: PoolClient,
  ctx: Context,
  change: StateChange,
  changeId: string,
  keys: readonly IssueKey[],
  { newest, forecasts }: Knowledge,
): Promise<Changed[]> {
  const params: unknown[] = [...keyArrays(keys), newest, forecasts, actorOf(ctx), changeId];
  const plan = planChange(change, ctx.actor.userId, (value) => `$${params.push(value)}`);
  const set = Object.entries(plan.set).map(([column, value]) => `${column} = ${value}`);
  const { rows } = await db.query<{
    prefix: string;
    number: number;
    before: StoredState;
    after: StoredState;
  }>(
    `WITH before AS MATERIALIZED (
       SELECT i.*, t.newest, t.forecast
         FROM unnest($1::int[], $2::bigint[], $3::text[], $4::bigint[]) AS t (project_id, id, newest, forecast)
         JOIN issue i ON i.project_id = t.project_id AND i.id = t.id
     ), changed AS (
       UPDATE issue i SET ${set.join(", ")} FROM before b
        WHERE i.project_id = b.project_id AND i.id = b.id AND (${plan.differs})
       RETURNING i.*
     ), noted AS (
       INSERT INTO issue_activity (project_id, issue_id, kind, actor, change_id, data)
       SELECT c.project_id, c.id, $${params.push(plan.kind)}, $5, $6,
              $${params.push(JSON.stringify(plan.data))}::jsonb
                || jsonb_build_object('before', ${groupSql("b", plan.group)}, 'after', ${groupSql("c", plan.group)})
         FROM changed c JOIN before b ON b.project_id = c.project_id AND b.id = c.id
     )${plan.tells ? `, told AS (${tellOf(plan.tells)})` : ""}
     SELECT p.short_prefix AS prefix, c.short_id AS number, ${stateSql("b")} AS before, ${stateSql("c")} AS after
       FROM changed c
       JOIN before b ON b.project_id = c.project_id AND b.id = c.id
       JOIN project p ON p.id = c.project_id
      ORDER BY c.project_id, c.id`,
    params,
  );
  return rows.map(({ prefix, number, before, after }) => ({
    shortId: formatShortId(prefix, number),
    before,
    after,
  }));
}

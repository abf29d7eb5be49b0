import type { PoolClient } from "pg";
import type { Context } from "@/lib/context";
import { formatShortId } from "@/lib/issues/short-id";
import type { Changed } from "./apply-change";
import { type IssueKey, keyArrays } from "./issue-keys";
import type { IssueChange } from "./schemas";
import { type StoredState, stateSql } from "./state";

type Following = Extract<IssueChange, { kind: "bookmark" | "subscribe" }>;

const SQL = {
  // A bookmark that is taken away leaves what else the person has with the issue.
  bookmark: {
    on: `INSERT INTO issue_person (project_id, issue_id, user_id, bookmarked_at)
         SELECT project_id, id, $3, now() FROM target
         ON CONFLICT (project_id, issue_id, user_id) DO UPDATE SET bookmarked_at = excluded.bookmarked_at
          WHERE issue_person.bookmarked_at IS NULL`,
    off: `UPDATE issue_person SET bookmarked_at = NULL FROM target t
           WHERE issue_person.project_id = t.project_id AND issue_person.issue_id = t.id
             AND issue_person.user_id = $3 AND issue_person.bookmarked_at IS NOT NULL`,
  },
  subscribe: {
    on: subscription(true),
    off: subscription(false),
  },
};

function subscription(isOn: boolean): string {
  return `INSERT INTO issue_person (project_id, issue_id, user_id, is_subscribed)
          SELECT project_id, id, $3, ${isOn} FROM target
          ON CONFLICT (project_id, issue_id, user_id) DO UPDATE SET is_subscribed = excluded.is_subscribed
           WHERE issue_person.is_subscribed IS DISTINCT FROM excluded.is_subscribed`;
}

/**
 * Bookmarks issues for the actor, or subscribes to them, or takes that back: nobody else's business, so the timeline does
 * not say it. The states of what it returns are those of the issues, before and after alike.
 */
export async function followIssues(
  db: PoolClient,
  ctx: Context,
  { kind, isOn }: Following,
  keys: readonly IssueKey[],
): Promise<Changed[]> {
  const { rows } = await db.query<{ prefix: string; number: number; state: StoredState }>(
    `WITH target AS (
       SELECT * FROM unnest($1::int[], $2::bigint[]) AS t (project_id, id)
     ), changed AS (
       ${SQL[kind][isOn ? "on" : "off"]}
       RETURNING issue_person.project_id, issue_person.issue_id
     )
     SELECT p.short_prefix AS prefix, i.short_id AS number, ${stateSql("i")} AS state
       FROM changed c
       JOIN issue i ON i.project_id = c.project_id AND i.id = c.issue_id
       JOIN project p ON p.id = c.project_id
      ORDER BY i.project_id, i.id`,
    [...keyArrays(keys), ctx.actor.userId],
  );
  return rows.map(({ prefix, number, state }) => ({
    shortId: formatShortId(prefix, number),
    before: state,
    after: state,
  }));
}

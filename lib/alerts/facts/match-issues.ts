import type { Pool, PoolClient } from "pg";
import { buildFilter, everyIssue } from "@/lib/issues/build-filter";
import { findNamedIssue } from "@/lib/issues/find-named-issue";
import { readIssueQuery } from "@/lib/search/read-issue-query";
import { contextOfRule, type JudgedRule } from "@/lib/alerts/rule-context";

/** Which of some issues of a project the query of a rule finds, as the list of issues would. */
export async function matchIssues(
  db: PoolClient | Pool,
  rule: JudgedRule,
  projectId: number,
  issueIds: readonly number[],
  now: Date,
): Promise<number[]> {
  const { condition } = rule.definition;
  if (issueIds.length === 0 || condition.query.trim() === "") return [...issueIds];
  const ctx = contextOfRule(rule);
  const query = await readIssueQuery(ctx, condition.query, []);
  const word = query.ast.type === "text" && query.ast.value.kind === "text" ? query.ast.value.text : null;
  const named = word === null || query.isHopeless ? null : await findNamedIssue(ctx, word);
  const { from, where, bind, params } = buildFilter(ctx, everyIssue, now, { query, named });
  const { rows } = await db.query<{ id: number }>(
    `SELECT i.id FROM project p, ${from}
      WHERE i.project_id = p.id AND p.id = ${bind(projectId)}::int AND i.id = ANY (${bind(issueIds)}::bigint[]) AND ${where}`,
    params,
  );
  return rows.map(({ id }) => id);
}

import type { PoolClient } from "pg";
import { levelNumber } from "@/lib/events/level";
import { findRecipients } from "@/lib/alerts/find-recipients";
import { burst, planTelling } from "@/lib/alerts/judge/plan-telling";
import type { Severity } from "@/lib/alerts/schemas";
import { enqueue } from "@/lib/notifications/enqueue";
import { notificationId } from "@/lib/notifications/notification-id";
import type { IssueFacts } from "@/lib/notifications/facts";
import type { IssueRule } from "./issue-rules";
import { sketchIssue, type SketchedIssue } from "./sketch-issue";

const HIGH = 75;
const MINUTE_MS = 60_000;

/** What is told of an issue, and why. */
export interface IssueNews {
  projectId: number;
  issueId: number;
  reason: IssueFacts["reason"];
  seen: IssueFacts["seen"];
  /** What tells this cause from all others of the rule. */
  cause: string;
  at: Date;
}

/** How bad an issue is: critical when it is fatal or of high priority. */
export function severityOf({ level, priority }: Pick<SketchedIssue, "level" | "priority">): Severity {
  return level >= levelNumber("fatal") || priority >= HIGH ? "critical" : "warning";
}

/** Writes the message of a rule about an issue, and its deliveries, into the transaction that settles what caused it. */
export async function tellIssue(db: PoolClient, rule: IssueRule, news: IssueNews, now: Date): Promise<void> {
  const { throttle, quietHours, recipients, runbook } = rule.definition;
  const { projectId, issueId, reason, seen, cause, at } = news;
  const lately = await countLately(db, rule, news, new Date(now.getTime() - throttle.minutes * MINUTE_MS));
  // In a storm, the code of each is more than anybody reads, and the dearest part.
  const issue = await sketchIssue(db, projectId, issueId, { withCode: lately.told < burst });
  if (!issue) return;
  const severity = severityOf(issue);
  const wanted = recipients.filter(({ atLeast }) => atLeast === "warning" || severity === "critical");
  const keys = await findRecipients(
    db,
    wanted.map(({ to }) => to),
    { projectId, ...issue },
  );
  if (keys.length === 0) return;
  const plan = planTelling({
    throttle,
    quietHours,
    silencedUntil: rule.silencedUntil?.getTime() ?? null,
    severity,
    isFatal: issue.level >= levelNumber("fatal"),
    ...lately,
    now: now.getTime(),
  });
  const facts: IssueFacts = {
    kind: "issue",
    reason,
    issue: issue.sketch,
    rule: { id: rule.id, name: rule.name, runbook },
    seen,
    at: at.toISOString(),
  };
  await enqueue(db, {
    projectId,
    organizationId: rule.organizationId,
    ruleId: rule.id,
    severity,
    notification: {
      id: notificationId("issue", rule.id, cause),
      kind: "issue",
      issueId,
      firingId: null,
      facts,
    },
    recipients: keys,
    throttleMinutes: plan.throttleMinutes,
    ...(plan.dueAt !== null && { dueAt: new Date(plan.dueAt) }),
    now,
  });
}

/** Messages of a rule since a time, as far as they matter, and whether one was about this issue. */
async function countLately(
  db: PoolClient,
  { id }: IssueRule,
  { projectId, issueId }: IssueNews,
  since: Date,
): Promise<{ told: number; toldOfIssue: number }> {
  const { rows } = await db.query<{ told: number; toldOfIssue: number }>(
    `SELECT (SELECT count(*)::int FROM (
               SELECT FROM notification WHERE project_id = $1 AND created_at > $2 AND rule_id = $3 LIMIT ${burst}) AS lately) AS told,
            (EXISTS (SELECT FROM notification
                      WHERE project_id = $1 AND created_at > $2 AND rule_id = $3 AND issue_id = $4))::int AS "toldOfIssue"`,
    [projectId, since, id, issueId],
  );
  return rows[0] ?? { told: 0, toldOfIssue: 0 };
}

import type { PoolClient } from "pg";
import { findRecipients } from "@/lib/alerts/find-recipients";
import { sketchIssue } from "@/lib/alerts/facts/sketch-issue";
import { burst } from "@/lib/alerts/judge/plan-telling";
import { limitsOf, thresholdOf } from "@/lib/alerts/judge/thresholds";
import { homeOf } from "@/lib/alerts/rule-row";
import { enqueue } from "@/lib/notifications/enqueue";
import { notificationId } from "@/lib/notifications/notification-id";
import type { FiringFacts } from "@/lib/notifications/facts";
import { describeSubject, searchPathOf, unitOf } from "./describe-condition";
import type { ThresholdRule } from "./load-rule";
import type { GroupPlan } from "./plan-group";

const MINUTE_MS = 60_000;

/** What messages of a check have beside the plans. */
export interface Surroundings {
  slugs: string[];
  /** By group. */
  samples: ReadonlyMap<string, FiringFacts["samples"]>;
  bars: ReadonlyMap<string, number[]>;
  issueIds: ReadonlyMap<string, number>;
  at: Date;
  now: Date;
}

/** Writes the messages of a check, in its transaction and as the last of it. */
export async function tellFirings(
  db: PoolClient,
  rule: ThresholdRule,
  plans: readonly GroupPlan[],
  around: Surroundings,
): Promise<void> {
  const projectId = homeOf(rule);
  for (const { check, firing, messages } of plans) {
    if (firing === null || messages.length === 0) continue;
    const issueId = firing.issueId ?? around.issueIds.get(firing.id) ?? null;
    const issue = issueId === null ? null : await sketchIssue(db, projectId, issueId);
    for (const [place, { kind, recipients }] of messages.entries()) {
      const keys = await findRecipients(db, recipients, issue && { projectId, ...issue });
      if (keys.length === 0) continue;
      await enqueue(db, {
        projectId,
        organizationId: rule.organizationId,
        ruleId: rule.id,
        severity: firing.severity,
        notification: {
          id: notificationId(kind, firing.id, around.at.getTime(), place),
          kind,
          issueId,
          firingId: firing.id,
          facts: {
            ...factsOf(rule, check.key, check.value, firing, around),
            kind,
            ...(kind === "resolved" && check.value === null && { isTooLittle: true }),
            issue: issue?.sketch ?? null,
          },
        },
        recipients: keys,
        throttleMinutes: await chooseThrottle(db, rule, check.key, firing.id, around.now),
        now: around.now,
      });
    }
  }
}

/**
 * A firing is told at once, unless others of its group (or, as the rule wants it, of the rule) were told within the throttle,
 * or so many that it is a storm: then it joins. What follows of a firing goes the way of its beginning.
 */
async function chooseThrottle(
  db: PoolClient,
  rule: ThresholdRule,
  group: string,
  firingId: string,
  now: Date,
): Promise<number> {
  const { minutes, per } = rule.definition.throttle;
  const { rows } = await db.query<{ told: number; ofGroup: number }>(
    `SELECT count(*)::int AS told, count(*) FILTER (WHERE "group" = $5)::int AS "ofGroup" FROM (
       SELECT facts->>'group' AS "group" FROM notification
        WHERE project_id = $1 AND created_at > $2 AND rule_id = $3 AND firing_id <> $4 AND kind = 'firing' LIMIT 1000) AS lately`,
    [homeOf(rule), new Date(now.getTime() - minutes * MINUTE_MS), rule.id, firingId, group],
  );
  const { told = 0, ofGroup = 0 } = rows[0] ?? {};
  const isTogether = ofGroup > 0 || told >= burst || (per === "rule" && told > 0);
  return isTogether ? minutes : 0;
}

function factsOf(
  rule: ThresholdRule,
  group: string,
  value: number | null,
  firing: NonNullable<GroupPlan["firing"]>,
  { slugs, samples, bars, at }: Surroundings,
): Omit<FiringFacts, "kind" | "issue"> {
  const { condition, runbook } = rule.definition;
  const limits = limitsOf(condition);
  const from = new Date(at.getTime() - condition.windowMinutes * MINUTE_MS);
  return {
    rule: { id: rule.id, name: rule.name, runbook },
    firingId: firing.id,
    severity: firing.severity,
    group,
    measure: condition.measure.kind,
    subject: describeSubject(condition),
    value: value ?? firing.peak,
    unit: unitOf(condition),
    threshold: thresholdOf(limits, firing.severity),
    comparison: limits.comparison,
    windowMinutes: condition.windowMinutes,
    startedAt: new Date(firing.startedAt).toISOString(),
    endedAt: firing.endedAt === null ? null : new Date(firing.endedAt).toISOString(),
    peak: firing.peak,
    projects: slugs,
    bars: bars.get(group) ?? [],
    samples: samples.get(group) ?? [],
    searchPath: searchPathOf(condition, { group, projects: slugs, from, to: at }),
    at: at.toISOString(),
  };
}

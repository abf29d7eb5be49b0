import type { PoolClient } from "pg";
import type { KnownGroup } from "@/lib/alerts/judge/plan-check";
import { type JudgedRule, teamsColumn } from "@/lib/alerts/rule-context";
import { ruleColumns } from "@/lib/alerts/rule-row";
import type { Severity, ThresholdCondition } from "@/lib/alerts/schemas";

/** A rule over a measure. */
export type ThresholdRule = JudgedRule & { definition: { condition: ThresholdCondition } };

/** A group of a rule, with its firing when it has one. Times are milliseconds. */
export interface StoredGroup extends KnownGroup {
  toldAt: number | null;
  firing: {
    id: string;
    severity: Severity;
    startedAt: number;
    peak: number | null;
    issueId: number | null;
  } | null;
}

interface State {
  key: string;
  status: KnownGroup["status"];
  since: string;
  streak: number;
  checkedAt: string;
  toldAt: string | null;
  firing: {
    id: string;
    severity: Severity;
    startedAt: string;
    peak: number | null;
    issueId: number | null;
  } | null;
}

/** A rule with its groups as they stand at one moment; null when it is gone or switched off. */
export async function loadRule(
  db: PoolClient,
  id: string,
): Promise<{ rule: ThresholdRule; groups: StoredGroup[]; slugs: string[] } | null> {
  const { rows } = await db.query<ThresholdRule & { states: State[] | null; slugs: string[] }>(
    `SELECT ${ruleColumns}, ${teamsColumn},
            ARRAY(SELECT p.slug FROM unnest(r.project_ids) WITH ORDINALITY AS w (id, place)
                    JOIN project p ON p.id = w.id ORDER BY w.place) AS slugs,
            (SELECT jsonb_agg(jsonb_build_object(
                      'key', a.group_key, 'status', a.status, 'since', a.since, 'streak', a.streak,
                      'checkedAt', a.updated_at, 'toldAt', a.told_at,
                      'firing', CASE WHEN f.id IS NOT NULL THEN jsonb_build_object(
                        'id', f.id, 'severity', f.severity, 'startedAt', f.started_at, 'peak', f.peak, 'issueId', f.issue_id) END))
               FROM alert_state a
               LEFT JOIN alert_firing f ON f.project_id = a.project_id AND f.id = a.firing_id
              WHERE a.project_id = r.project_ids[1] AND a.rule_id = r.id) AS states
       FROM alert_rule r WHERE r.id = $1 AND r.is_enabled AND r.kind = 'threshold'`,
    [id],
  );
  const row = rows[0];
  if (!row) return null;
  const { states, slugs, ...rule } = row;
  return {
    rule,
    slugs,
    groups: (states ?? []).map(({ since, checkedAt, toldAt, firing, ...state }) => ({
      ...state,
      since: Date.parse(since),
      checkedAt: Date.parse(checkedAt),
      toldAt: toldAt === null ? null : Date.parse(toldAt),
      firingId: firing?.id ?? null,
      firing: firing && { ...firing, startedAt: Date.parse(firing.startedAt) },
    })),
  };
}

import { can } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { mayChange } from "./find-rule";
import { type RuleRow, ruleColumns } from "./rule-row";
import type { AlertStatus, RuleInput, RuleSummary } from "./schemas";

/** A rule with how it stands. */
export type SummaryRow = RuleRow & {
  slugs: string[];
  status: AlertStatus | null;
  since: Date | null;
  value: number | null;
  firing: number;
  lastFiredAt: Date | null;
  ownerName: string | null;
};

/** The columns of a `SummaryRow`; the actor's projects are `$2`. */
export const summaryColumns = `${ruleColumns}, s.status, s.since, s.value, coalesce(s.firing, 0)::int AS firing,
  coalesce(f.at, t.at) AS "lastFiredAt",
  coalesce((SELECT u.name FROM app_user u WHERE u.id = r.owner_user), (SELECT o.name FROM team o WHERE o.id = r.owner_team)) AS "ownerName",
  ARRAY(SELECT p.slug FROM unnest(r.project_ids) WITH ORDINALITY AS w (id, place) JOIN project p ON p.id = w.id
         WHERE $2::int[] IS NULL OR p.id = ANY ($2) ORDER BY w.place) AS slugs`;

const RANK = "CASE a.status WHEN 'critical' THEN 2 WHEN 'warning' THEN 1 ELSE 0 END";

/** The worst of a rule's groups, the longest among equals; when it last fired, or, of issues, last told. */
export const summaryJoins = `
  LEFT JOIN LATERAL (
    SELECT a.status, a.since, a.value, ${RANK} AS rank, count(*) FILTER (WHERE a.status <> 'ok') OVER () AS firing
      FROM alert_state a WHERE a.project_id = r.project_ids[1] AND a.rule_id = r.id
     ORDER BY ${RANK} DESC, a.since, a.group_key LIMIT 1) AS s ON true
  LEFT JOIN LATERAL (
    SELECT max(g.started_at) AS at FROM alert_firing g WHERE g.project_id = r.project_ids[1] AND g.rule_id = r.id) AS f ON true
  LEFT JOIN LATERAL (
    SELECT max(d.created_at) AS at FROM delivery d
     WHERE r.kind = 'issue' AND d.project_id = ANY (r.project_ids) AND d.rule_id = r.id) AS t ON true`;

/** A row as who asks sees it. */
export function toSummary(ctx: Context, row: SummaryRow): RuleSummary {
  const { condition, recipients } = row.definition;
  return {
    id: row.id,
    name: row.name,
    projects: row.slugs,
    kind: row.kind,
    isEnabled: row.isEnabled,
    owner: ownerOf(row),
    ownerName: row.ownerName,
    condition,
    recipients: recipients.length,
    status: row.status ?? "ok",
    since: row.since?.toISOString() ?? null,
    value: row.value,
    firing: row.firing,
    silencedUntil: row.silencedUntil?.toISOString() ?? null,
    evaluatedUntil: row.evaluatedUntil?.toISOString() ?? null,
    trouble: row.trouble,
    lastFiredAt: row.lastFiredAt?.toISOString() ?? null,
    updatedAt: row.updatedAt.toISOString(),
    mayChange: mayChange(ctx, row) && can(ctx, "alert:write"),
  };
}

function ownerOf({ ownerUser, ownerTeam }: RuleRow): RuleInput["owner"] {
  if (ownerUser !== null) return { type: "user", id: ownerUser };
  return ownerTeam === null ? null : { type: "team", id: ownerTeam };
}

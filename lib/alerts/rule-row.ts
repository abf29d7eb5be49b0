import type { AlertDefinition } from "./schemas";

/** A rule as it is stored. */
export interface RuleRow {
  id: string;
  organizationId: string;
  name: string;
  /** The first one holds its states and firings. */
  projectIds: number[];
  isEnabled: boolean;
  kind: "issue" | "threshold";
  definition: AlertDefinition;
  ownerUser: string | null;
  ownerTeam: string | null;
  silencedUntil: Date | null;
  evaluatedUntil: Date | null;
  trouble: string;
  createdBy: string;
  createdAt: Date;
  updatedAt: Date;
}

/** The columns of a `RuleRow`, of a table called `r`. */
export const ruleColumns = `r.id, r.organization_id AS "organizationId", r.name, r.project_ids AS "projectIds",
  r.is_enabled AS "isEnabled", r.kind, r.definition, r.owner_user AS "ownerUser", r.owner_team AS "ownerTeam",
  r.silenced_until AS "silencedUntil", r.evaluated_until AS "evaluatedUntil", r.trouble, r.created_by AS "createdBy",
  r.created_at AS "createdAt", r.updated_at AS "updatedAt"`;

/** SQL: whether a rule `r` exists for an actor: `$1` the organization, `$2` the projects (null: all). */
export const isSeen = "r.organization_id = $1 AND ($2::int[] IS NULL OR r.project_ids && $2::int[])";

/** The project that holds what belongs to a rule. */
export function homeOf({ projectIds }: Pick<RuleRow, "projectIds">): number {
  return projectIds[0] ?? 0;
}

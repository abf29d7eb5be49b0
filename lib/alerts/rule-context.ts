import { type Context, systemContext } from "@/lib/context";
import type { RuleRow } from "./rule-row";

/** A rule that is being judged, with the teams of who made it: `assigned:me` is that person. */
export type JudgedRule = RuleRow & { teamIds: string[] };

/** The column of a `JudgedRule` beside those of its row `r`. */
export const teamsColumn = `ARRAY(SELECT m.team_id FROM team_member m WHERE m.user_id = r.created_by) AS "teamIds"`;

/** Who asks when a rule asks: its maker, within its projects. */
export function contextOfRule({ createdBy, organizationId, teamIds, projectIds }: JudgedRule): Context {
  const system = systemContext();
  return { ...system, actor: { ...system.actor, userId: createdBy, organizationId, teamIds, projectIds } };
}

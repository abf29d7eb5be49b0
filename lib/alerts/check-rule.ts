import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { InvalidInputError } from "@/lib/errors";
import { findQueryFaults } from "./find-query-faults";
import { isTimeZone } from "./judge/quiet-hours";
import { findScheduleFault } from "./judge/schedule";
import { QueryFaultsError } from "./query-faults-error";
import type { AlertCondition, AlertDefinition, RuleInput, ThresholdCondition } from "./schemas";

/**
 * Checks what a schema cannot see: queries, thresholds in order, time zones, and that people, teams and channels are of the
 * organization.
 * @throws QueryFaultsError
 * @throws InvalidInputError
 */
export async function checkRule(
  ctx: Context,
  { definition, owner }: Pick<RuleInput, "definition" | "owner">,
): Promise<void> {
  checkCondition(definition.condition);
  const { quietHours, recipients } = definition;
  if (quietHours !== null && !isTimeZone(quietHours.timeZone))
    refuse(
      "definition.quietHours.timeZone",
      `${quietHours.timeZone} is no time zone. Use one such as Europe/Berlin.`,
    );
  const known = await findKnown(ctx, recipients);
  recipients.forEach(({ to }, place) => {
    if (to.type !== "owners" && !known.has(`${to.type} ${to.id}`))
      refuse(`definition.recipients.${place}.to`, "This recipient is no longer here. Choose another one.");
  });
  if (owner === null) return;
  const owners = await findKnown(ctx, [{ to: owner }]);
  if (!owners.has(`${owner.type} ${owner.id}`))
    refuse("owner", "This owner is no longer here. Choose another one.");
}

/** Checks a condition by itself. @throws QueryFaultsError @throws InvalidInputError */
export function checkCondition(condition: AlertCondition): void {
  const faults = findQueryFaults(condition);
  if (faults.query.length + faults.other.length > 0) throw new QueryFaultsError(faults);
  if (condition.kind === "threshold") return checkThresholds(condition);
  if (condition.triggers.includes("seen") && condition.seen === null)
    refuse("definition.condition.seen", "Say how often, and within which time.");
}

function checkThresholds(condition: ThresholdCondition): void {
  const { measure, dataset, comparison, critical, warning, resolve, schedule, changeFrom, groupBy } =
    condition;
  if (measure.kind === "new_pattern" && dataset === "events")
    refuse(at("measure"), "New patterns are found in logs. A new issue is what events have instead.");
  const isSwitch = measure.kind === "new_pattern" || measure.kind === "silence";
  if (isSwitch && changeFrom !== null) refuse(at("changeFrom"), "This is not compared with an earlier time.");
  if (measure.kind === "new_pattern" && groupBy.length > 0)
    refuse(at("groupBy"), "New patterns are not split into groups.");
  const sign = comparison === "above" ? 1 : -1;
  if (warning !== null && (critical - warning) * sign < 0)
    refuse(at("warning"), "The warning has to be milder than the critical threshold.");
  if (resolve !== null && ((warning ?? critical) - resolve) * sign < 0)
    refuse(at("resolve"), "It has to be well on the other side of the thresholds.");
  const fault = schedule === null ? null : findScheduleFault(schedule);
  if (fault !== null) refuse(at(`schedule.${fault.field}`), fault.message);
}

/** A place of the condition, as the form names it. */
function at(name: string): string {
  return `definition.condition.${name}`;
}

function refuse(field: string, message: string): never {
  throw new InvalidInputError(undefined, { [field]: message });
}

async function findKnown(
  ctx: Context,
  recipients: readonly Pick<AlertDefinition["recipients"][number], "to">[],
): Promise<Set<string>> {
  const idsOf = (type: string) =>
    recipients.flatMap(({ to }) => (to.type === type && "id" in to ? [to.id] : []));
  const { rows } = await pool().query<{ name: string }>(
    `SELECT 'channel ' || id::text AS name FROM channel WHERE organization_id = $1 AND id = ANY ($2::uuid[])
     UNION ALL SELECT 'user ' || user_id FROM member WHERE organization_id = $1 AND user_id = ANY ($3::text[])
     UNION ALL SELECT 'team ' || id FROM team WHERE organization_id = $1 AND id = ANY ($4::text[])`,
    [ctx.actor.organizationId, idsOf("channel"), idsOf("user"), idsOf("team")],
  );
  return new Set(rows.map(({ name }) => name));
}

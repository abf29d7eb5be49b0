import type { Context } from "@/lib/context";
import type { JudgedRule } from "./rule-context";
import type { AlertDefinition } from "./schemas";

/** No id of any rule. */
const NO_RULE = "00000000-0000-0000-0000-000000000000";

type Draft = { name: string; projectIds: number[]; definition?: AlertDefinition };

/** A rule that is not saved, as those who judge rules read it: its maker is who asks. */
export function draftRule(
  { actor }: Context,
  { name, projectIds, definition }: Draft,
  now: Date,
): JudgedRule {
  return {
    id: NO_RULE,
    organizationId: actor.organizationId,
    name,
    projectIds,
    isEnabled: true,
    kind: definition?.condition.kind ?? "threshold",
    definition: definition ?? {
      condition: { kind: "issue", triggers: ["new"], seen: null, query: "" },
      recipients: [],
      throttle: { minutes: 30, per: "issue", remindHours: null, notifyOnResolve: true },
      quietHours: null,
      runbook: "",
    },
    ownerUser: null,
    ownerTeam: null,
    silencedUntil: null,
    evaluatedUntil: null,
    trouble: "",
    createdBy: actor.userId,
    createdAt: now,
    updatedAt: now,
    teamIds: [...actor.teamIds],
  };
}

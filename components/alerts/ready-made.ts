import type { AlertCondition, RuleInput } from "@/lib/alerts/schemas";

/** A rule that most want, made in one click. */
export type ReadyMade = {
  id: "new-issue" | "error-rate" | "silence";
  name: string;
  /** When it tells whom. */
  help: string;
  condition: AlertCondition;
};

const measured = {
  kind: "threshold",
  dataset: "events",
  windowMinutes: 15,
  groupBy: [],
  comparison: "above",
  warning: null,
  resolve: null,
  changeFrom: null,
  checks: 1,
  clearMinutes: 0,
  minimum: 0,
  schedule: null,
} as const;

export const readyMade: readonly ReadyMade[] = [
  {
    id: "new-issue",
    name: "New issues",
    help: "Tells the owners of an issue, and you, of each new issue and each regression.",
    condition: { kind: "issue", triggers: ["new", "regressed"], seen: null, query: "" },
  },
  {
    id: "error-rate",
    name: "Error rate",
    help: "Tells you when more than 10 errors a minute come for 15 minutes, and when it is over.",
    condition: {
      ...measured,
      groupBy: [],
      query: "level:>=error",
      measure: { kind: "rate" },
      critical: 10,
      resolve: 5,
      clearMinutes: 5,
    },
  },
  {
    id: "silence",
    name: "No events",
    help: "Tells you when nothing at all was received for 15 minutes.",
    condition: { ...measured, groupBy: [], query: "", measure: { kind: "silence" }, critical: 0 },
  },
];

/** The ready-made rule for some projects; whoever makes it is told by mail. */
export function makeReadyMade(
  { name, condition }: ReadyMade,
  { projects, userId }: { projects: readonly string[]; userId: string },
): RuleInput {
  const told = { afterMinutes: 0, atLeast: "warning" } as const;
  const me = { to: { type: "user", id: userId }, ...told } as const;
  return {
    ...emptyRule(projects, condition),
    name,
    definition: {
      ...emptyRule(projects, condition).definition,
      recipients: condition.kind === "issue" ? [{ to: { type: "owners" }, ...told }, me] : [me],
    },
  };
}

/** A rule with nothing but a condition: nobody is told yet. */
export function emptyRule(projects: readonly string[], condition: AlertCondition): RuleInput {
  return {
    name: "",
    projects: [...projects],
    isEnabled: true,
    owner: null,
    definition: {
      condition,
      recipients: [],
      throttle: { minutes: 30, per: "issue", remindHours: 4, notifyOnResolve: true },
      quietHours: null,
      runbook: "",
    },
  };
}

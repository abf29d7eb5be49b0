import { z } from "zod";

/** Rules of an organization. */
export const ruleLimit = 500;
/** Groups of a rule that are judged. */
export const groupLimit = 100;
/** Days that a back-test looks back. */
export const backtestDays = 30;

const id = z.uuid("This is no id.");
const slug = z.string().regex(/^[a-z0-9][a-z0-9-]{0,49}$/, "This cannot be the name of a project.");
const query = z.string().max(4096, "Use at most 4096 characters.");
const field = z.string().min(1, "Name a field.").max(200, "Use at most 200 characters.");
const clock = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, "Use a time of day such as 22:00.");
const minutes = (most: number) =>
  z
    .number("Use a number.")
    .int("Use whole minutes.")
    .min(1, "Use at least 1.")
    .max(most, `Use at most ${most}.`);

/** What may happen to an issue. */
export const issueTriggers = [
  "new",
  "regressed",
  "escalating",
  "reappeared",
  "assigned",
  "high_priority",
  "seen",
] as const;
export type IssueTrigger = (typeof issueTriggers)[number];

export const issueConditionSchema = z.strictObject({
  kind: z.literal("issue"),
  triggers: z.array(z.enum(issueTriggers)).min(1, "Choose what is to happen.").max(issueTriggers.length),
  /** For `seen`: so many events or users of an issue within the window. */
  seen: z
    .strictObject({
      count: z.number().int().min(1).max(1_000_000),
      of: z.enum(["events", "users"]),
      withinMinutes: minutes(1440),
    })
    .nullable()
    .default(null),
  /** Search of issues: only those that it finds. */
  query: query.default(""),
});
export type IssueCondition = z.output<typeof issueConditionSchema>;

export const measureSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("count") }),
  /** Per minute. */
  z.strictObject({ kind: z.literal("rate") }),
  z.strictObject({ kind: z.literal("unique"), field }),
  z.strictObject({ kind: z.literal("average"), field }),
  z.strictObject({ kind: z.literal("percentile"), field, percentile: z.number().min(1).max(99.9) }),
  /** Per cent of what `other` finds: errors of all. */
  z.strictObject({ kind: z.literal("ratio"), other: query }),
  /** Nothing came for the whole window. */
  z.strictObject({ kind: z.literal("silence") }),
  /** Log lines alone: a pattern that the day before did not have. */
  z.strictObject({ kind: z.literal("new_pattern") }),
]);
export type Measure = z.output<typeof measureSchema>;

export const thresholdConditionSchema = z.strictObject({
  kind: z.literal("threshold"),
  dataset: z.enum(["events", "logs"]),
  query,
  measure: measureSchema,
  windowMinutes: minutes(1440),
  groupBy: z.array(field).max(3, "Use at most 3 fields.").default([]),
  comparison: z.enum(["above", "below"]).default("above"),
  critical: z.number().finite(),
  /** Milder than `critical`. */
  warning: z.number().finite().nullable().default(null),
  /** Back to well on the other side of it; none means that of the mildest threshold. */
  resolve: z.number().finite().nullable().default(null),
  /** Thresholds are per cent of change against the same window that long ago. */
  changeFrom: z.enum(["hour", "day", "week"]).nullable().default(null),
  /** Checks in a row before it fires. */
  checks: z.number().int().min(1).max(60).default(1),
  /** How long it must stay well before it is over. */
  clearMinutes: z.number().int().min(0).max(1440).default(0),
  /** Fewer lines or events in the window are no grounds: the measure says nothing then. */
  minimum: z.number().int().min(0).max(1_000_000).default(0),
  /** Five fields of cron, in a time zone; none means every minute. */
  schedule: z
    .strictObject({ cron: z.string().max(100), timeZone: z.string().max(64) })
    .nullable()
    .default(null),
});
export type ThresholdCondition = z.output<typeof thresholdConditionSchema>;

export const conditionSchema = z.discriminatedUnion("kind", [issueConditionSchema, thresholdConditionSchema]);
export type AlertCondition = z.output<typeof conditionSchema>;

export const severities = ["warning", "critical"] as const;
export type Severity = (typeof severities)[number];

/** Who is told. `owners`: whoever an issue is assigned to or owned by. */
export const recipientSchema = z.strictObject({
  to: z.discriminatedUnion("type", [
    z.strictObject({ type: z.literal("channel"), id }),
    z.strictObject({ type: z.literal("user"), id: z.string().min(1).max(100) }),
    z.strictObject({ type: z.literal("team"), id: z.string().min(1).max(100) }),
    z.strictObject({ type: z.literal("owners") }),
  ]),
  /** Only if it still fires after so many minutes. */
  afterMinutes: z.number().int().min(0).max(1440).default(0),
  atLeast: z.enum(severities).default("warning"),
});
export type Recipient = z.output<typeof recipientSchema>;

export const throttleSchema = z.strictObject({
  /** One message in so many minutes; what comes in between goes together. */
  minutes: minutes(10_080).default(30),
  per: z.enum(["issue", "rule"]).default("issue"),
  /** While it goes on. */
  remindHours: z.number().int().min(1).max(168).nullable().default(4),
  notifyOnResolve: z.boolean().default(true),
});
export type Throttle = z.output<typeof throttleSchema>;

export const quietHoursSchema = z.strictObject({
  from: clock,
  to: clock,
  timeZone: z.string().max(64),
  /** What is told all the same. */
  except: z.enum(["nothing", "fatal", "critical"]),
});
export type QuietHours = z.output<typeof quietHoursSchema>;

/** What stands in `alert_rule.definition`. */
export const definitionSchema = z.strictObject({
  condition: conditionSchema,
  recipients: z.array(recipientSchema).max(20, "Use at most 20.").default([]),
  throttle: throttleSchema.prefault({}),
  quietHours: quietHoursSchema.nullable().default(null),
  /** What to do, in the words of those who know. */
  runbook: z.string().max(10_000, "Use at most 10000 characters.").default(""),
});
export type AlertDefinition = z.output<typeof definitionSchema>;

export const ruleInputSchema = z.strictObject({
  name: z.string().trim().min(1, "Give it a name.").max(100, "Use at most 100 characters."),
  projects: z.array(slug).min(1, "Choose a project.").max(100),
  isEnabled: z.boolean().default(true),
  owner: z
    .strictObject({ type: z.enum(["user", "team"]), id: z.string().min(1).max(100) })
    .nullable()
    .default(null),
  definition: definitionSchema,
});
export type RuleInput = z.output<typeof ruleInputSchema>;

/** What of a rule changes; what is left out stays. */
export const ruleChangeSchema = z
  .strictObject({
    name: ruleInputSchema.shape.name.optional(),
    projects: ruleInputSchema.shape.projects.optional(),
    isEnabled: z.boolean().optional(),
    owner: ruleInputSchema.shape.owner.unwrap().optional(),
    definition: definitionSchema.optional(),
    /** `updatedAt` of what the change was made of: when the rule was changed since, nothing is. Left out: whatever stands there. */
    basedOn: z.iso.datetime({ offset: true }).optional(),
  })
  .refine(
    ({ basedOn: _since, ...changes }) => Object.values(changes).some((value) => value !== undefined),
    "Say what changes.",
  );
export type RuleChangeInput = z.output<typeof ruleChangeSchema>;

export const ruleParams = z.object({ id: z.uuid() });

/** No message of the rule until then; null ends the silence. */
export const silenceRuleSchema = z.strictObject({
  until: z.iso.datetime({ offset: true, error: "Use a time such as 2026-11-18T14:31:48Z." }).nullable(),
});
export type SilenceRuleInput = z.output<typeof silenceRuleSchema>;

const cursor = z.string().max(100).optional();
export const listRulesQuery = z.strictObject({
  project: z.preprocess(
    (value) => (typeof value === "string" ? value.split(",").filter(Boolean) : value),
    z.array(slug).max(100).default([]),
  ),
});
export type ListRulesInput = z.output<typeof listRulesQuery>;
export const listFiringsQuery = z.strictObject({ cursor });
export const listChangesQuery = z.strictObject({ cursor });

/** `POST /api/v1/alerts/backtest`: what a condition would have done. */
export const backtestSchema = z.strictObject({
  projects: ruleInputSchema.shape.projects,
  condition: conditionSchema,
  throttle: throttleSchema.prefault({}),
  days: z.number().int().min(1).max(backtestDays).default(7),
});
export type BacktestInput = z.output<typeof backtestSchema>;

export type AlertStatus = "ok" | Severity;

/** A line of the list. */
export type RuleSummary = {
  id: string;
  name: string;
  projects: string[];
  kind: AlertCondition["kind"];
  isEnabled: boolean;
  owner: RuleInput["owner"];
  /** Of the owner; null without one. */
  ownerName: string | null;
  condition: AlertCondition;
  /** How many recipients are told. */
  recipients: number;
  /** The worst of its groups. */
  status: AlertStatus;
  since: string | null;
  value: number | null;
  /** Groups that fire. */
  firing: number;
  silencedUntil: string | null;
  evaluatedUntil: string | null;
  trouble: string;
  lastFiredAt: string | null;
  updatedAt: string;
  /** Whether who asks may change it. */
  mayChange: boolean;
};

/** A whole rule. */
export type RuleDetail = RuleSummary & {
  definition: AlertDefinition;
  groups: { key: string; status: AlertStatus; since: string; value: number | null }[];
  /** The next check; null of issue rules, which hear of what happens at once, and of rules that are off. */
  nextCheckAt: string | null;
};

/** How many rules fire. */
export type FiringCount = { firing: number };

export type FiringRow = {
  id: string;
  ruleId: string;
  groupKey: string;
  severity: Severity;
  startedAt: string;
  /** Null while it goes on. */
  endedAt: string | null;
  peak: number | null;
  issue: { shortId: string; title: string } | null;
  /** Deliveries that told of it. */
  messages: number;
};

export type FiringPage = { firings: FiringRow[]; nextCursor: string | null };

/** What somebody did to a rule. */
export type ChangeRow = {
  id: string;
  kind: "created" | "updated" | "silenced";
  /** Null for Jackdaw itself, and for an account that is gone. */
  by: { id: string; name: string } | null;
  at: string;
  /** Of `updated`: by their place, such as `condition.critical`. */
  changes: { path: string; from: unknown; to: unknown }[];
  /** Of `silenced`: null when the silence was ended. */
  until: string | null;
};
export type ChangePage = { changes: ChangeRow[]; nextCursor: string | null };

/** Where a query cannot be read, and why; as searches have it. */
export type QueryFault = { from: number; to: number; message: string };
/** By the query that they are of: the condition's own, and the other one of a ratio. */
export type QueryFaults = { query: QueryFault[]; other: QueryFault[] };

/** A condition replayed over the past. */
export type Backtest = {
  /** Milliseconds of a step; `values[i]` is the highest (or, for "below", lowest) measure of that step. Null: no value. */
  stepMs: number;
  from: string;
  values: (number | null)[];
  firings: { startedAt: string; endedAt: string | null; peak: number; severity: Severity; group: string }[];
  messages: number;
  /** Firings by threshold: what other limits would have done. */
  tries: { critical: number; firings: number }[];
  /** What could not be replayed, in words. */
  notes: string[];
};

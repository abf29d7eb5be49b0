import { alertPlatform } from "@/lib/alerts/constants";
import { draftRule } from "@/lib/alerts/draft-rule";
import { describeSubject, searchPathOf, unitOf } from "@/lib/alerts/evaluate/describe-condition";
import { readSamples } from "@/lib/alerts/evaluate/read-samples";
import { matchIssues } from "@/lib/alerts/facts/match-issues";
import { sketchIssue } from "@/lib/alerts/facts/sketch-issue";
import type { Owned } from "@/lib/alerts/find-recipients";
import { findProjectIds, findRule } from "@/lib/alerts/find-rule";
import { limitsOf } from "@/lib/alerts/judge/thresholds";
import type { JudgedRule } from "@/lib/alerts/rule-context";
import type { IssueCondition, ThresholdCondition } from "@/lib/alerts/schemas";
import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { transaction } from "@/lib/db/transaction";
import type { LogEngine } from "@/lib/logs/engine/engine";
import type { FiringFacts, IssueFacts } from "@/lib/notifications/facts";
import { sampleLines, sampleSketch } from "./sample";
import type { PreviewInput } from "./schemas";

const MINUTE_MS = 60_000;
/** How far back samples of a threshold are looked for. */
const SAMPLE_MS = 7 * 1_440 * MINUTE_MS;
/** Newest issues among which one that matches is looked for. */
const MOST_ISSUES = 50;
const NO_FIRING = "00000000-0000-0000-0000-000000000000";

/** What a draft would tell, made of what is there. */
export interface DraftFacts {
  facts: IssueFacts | FiringFacts;
  /** Whose the issue is, for those who are told as its owners; null when nothing real is told of. */
  owned: Owned | null;
  projectIds: number[];
  isSample: boolean;
  note: string;
}

/**
 * The facts that a draft would tell now: of the newest issue or the newest events and lines that match; made up where there
 * are none. The numbers of a threshold are made up always, just beyond it.
 * @throws NotFoundError for a project, or a rule, that does not exist for the actor
 */
export async function draftFacts(
  ctx: Context,
  { draft, ruleId }: PreviewInput,
  { now, engine }: { now: Date; engine?: LogEngine },
): Promise<DraftFacts> {
  const projectIds = await findProjectIds(ctx, draft.projects);
  if (ruleId !== null) await findRule(ctx, ruleId);
  const { definition, projects } = draft;
  const { condition } = definition;
  const name = draft.name.trim() === "" ? "Alert without a name" : draft.name;
  const rule = draftRule(ctx, { name, projectIds, definition }, now);
  const told = { id: ruleId ?? "new", name, runbook: definition.runbook };
  const found =
    condition.kind === "issue"
      ? await issueFacts(rule, condition, told, { projects, now })
      : await firingFacts(rule, condition, told, { projects, now, engine });
  return { ...found, projectIds };
}

type Found = Omit<DraftFacts, "projectIds">;
type Told = NonNullable<IssueFacts["rule"]>;

async function issueFacts(
  rule: JudgedRule,
  { triggers, seen }: IssueCondition,
  told: Told,
  { projects, now }: { projects: string[]; now: Date },
): Promise<Found> {
  const at = now.toISOString();
  const found = await findNewest(rule, now);
  const issue = found && (await sketchIssue(pool(), found.projectId, found.id));
  const reason = triggers[0] ?? "new";
  return {
    facts: {
      kind: "issue",
      reason,
      issue: issue?.sketch ?? sampleSketch(projects[0] ?? "", at),
      rule: told,
      seen: reason === "seen" ? seen : null,
      at,
    },
    owned: found && issue && { projectId: found.projectId, ...issue },
    isSample: issue === null,
    note:
      issue === null
        ? "No issue of these projects matches yet, so this one is made up."
        : "About the newest issue that matches.",
  };
}

/** The issue that was seen last among those that the rule is about. */
async function findNewest(rule: JudgedRule, now: Date): Promise<{ projectId: number; id: number } | null> {
  const { rows } = await pool().query<{ projectId: number; id: number }>(
    `SELECT i.project_id AS "projectId", i.id FROM unnest($1::int[]) AS w (id)
      CROSS JOIN LATERAL (
        SELECT i.project_id, i.id, i.last_seen FROM issue i
         WHERE i.project_id = w.id AND i.status <> 'merged' AND i.platform <> $2
         ORDER BY i.last_seen DESC LIMIT ${MOST_ISSUES}) AS i
      ORDER BY i.last_seen DESC LIMIT ${MOST_ISSUES}`,
    [rule.projectIds, alertPlatform],
  );
  const matching = new Set<string>();
  for (const projectId of new Set(rows.map((row) => row.projectId))) {
    const ids = rows.filter((row) => row.projectId === projectId).map(({ id }) => id);
    for (const id of await matchIssues(pool(), rule, projectId, ids, now)) matching.add(`${projectId}/${id}`);
  }
  return rows.find(({ projectId, id }) => matching.has(`${projectId}/${id}`)) ?? null;
}

async function firingFacts(
  rule: JudgedRule,
  condition: ThresholdCondition,
  told: Told,
  { projects, now, engine }: { projects: string[]; now: Date; engine?: LogEngine },
): Promise<Found> {
  const at = now.toISOString();
  const limits = limitsOf(condition);
  const value = beyond(condition, limits);
  const from = new Date(now.getTime() - condition.windowMinutes * MINUTE_MS);
  const window = { group: "", from: new Date(now.getTime() - SAMPLE_MS), to: now, projects };
  const samples = await transaction((db) =>
    readSamples(db, rule, { ...condition, groupBy: [] }, window, engine),
  );
  const isSample = samples.length === 0 && condition.measure.kind !== "silence";
  const group = condition.groupBy.map((field) => `${field}:example`).join(" ");
  return {
    facts: {
      kind: "firing",
      rule: told,
      firingId: NO_FIRING,
      severity: "critical",
      group,
      subject: describeSubject(condition),
      value,
      unit: unitOf(condition),
      threshold: limits.critical,
      comparison: limits.comparison,
      measure: condition.measure.kind,
      windowMinutes: condition.windowMinutes,
      startedAt: at,
      endedAt: null,
      peak: value,
      projects,
      bars: [],
      issue: null,
      samples: isSample ? sampleLines(condition.dataset, at) : samples,
      searchPath: searchPathOf({ ...condition, groupBy: [] }, { group: "", projects, from, to: now }),
      at,
    },
    owned: null,
    isSample,
    note: isSample
      ? "Nothing of the last week matches, so number and sample are made up."
      : "The number is made up. A breach opens an issue, whose id stands in the message too.",
  };
}

/** A value that breaches. */
function beyond(
  { measure, windowMinutes }: ThresholdCondition,
  { comparison, critical }: ReturnType<typeof limitsOf>,
): number {
  if (measure.kind === "silence") return windowMinutes;
  if (measure.kind === "new_pattern") return 1;
  const by = Math.max(1, Math.round(Math.abs(critical) / 2));
  return comparison === "above" ? critical + by : critical - by;
}

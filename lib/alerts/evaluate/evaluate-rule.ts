import type { PoolClient } from "pg";
import { measureEvents } from "@/lib/alerts/events/measure-events";
import { planCheck } from "@/lib/alerts/judge/plan-check";
import { measureLogs } from "@/lib/alerts/logs/measure-logs";
import { homeOf } from "@/lib/alerts/rule-row";
import { pool } from "@/lib/db/pool";
import { transaction } from "@/lib/db/transaction";
import type { LogEngine } from "@/lib/logs/engine/engine";
import type { FiringFacts } from "@/lib/notifications/facts";
import { applyCheck, OvertakenError } from "./apply-check";
import { describeSubject, unitOf } from "./describe-condition";
import { loadRule, type StoredGroup, type ThresholdRule } from "./load-rule";
import type { Breach, OpenIssues } from "./open-issues";
import { type GroupPlan, planGroup } from "./plan-group";
import { readBars } from "./read-bars";
import { readSamples } from "./read-samples";
import { tellFirings } from "./tell-firings";

/** What surrounds a check. */
export interface Surroundings {
  /** The minute that the window ends with, exclusive. */
  at: Date;
  now: Date;
  open: OpenIssues;
  engine?: LogEngine;
}

/** How long the database may take over a measure. */
const TIMEOUT_MS = 5_000;
const MINUTE_MS = 60_000;
/** First key of the advisory locks that keep two workers from measuring the same rule. */
const LOCK = 7_204_102;

interface Measuring {
  rule: ThresholdRule;
  slugs: string[];
  plans: GroupPlan[];
  samples: Map<string, FiringFacts["samples"]>;
  bars: Map<string, number[]>;
}

/**
 * Checks one rule at one minute, once whoever else is at it: measures, judges, and writes what that causes (states, firings,
 * issues, messages) in one transaction with the minute. What keeps it from being measured is noted with the rule; it stands as
 * it did. What cannot be written is thrown, and tried again with the next call. Returns whether it was checked here.
 */
export async function evaluateRule(id: string, around: Surroundings): Promise<boolean> {
  const begun: { rule?: ThresholdRule } = {};
  const measuring = await transaction((db) => measure(db, id, around, begun)).catch(async (error: Error) => {
    if (!begun.rule) throw error;
    await noteTrouble(begun.rule, around.at, error);
    return null;
  });
  if (measuring === null) return false;
  const { rule, plans } = measuring;
  const apply = async (db: PoolClient, issueIds: ReadonlyMap<string, number>) => {
    await applyCheck(db, rule, plans, around.at, issueIds);
    await tellFirings(db, rule, plans, { ...measuring, issueIds, at: around.at, now: around.now });
  };
  const breaches = plans.flatMap((plan) => toBreach(rule, plan, around.at));
  try {
    if (breaches.length > 0) await around.open(breaches, apply);
    else await transaction((db) => apply(db, new Map()));
    return true;
  } catch (error) {
    if (error instanceof OvertakenError) return false;
    throw error;
  }
}

async function measure(
  db: PoolClient,
  id: string,
  { at, engine }: Surroundings,
  begun: { rule?: ThresholdRule },
): Promise<Measuring | null> {
  const { rows } = await db.query<{ ours: boolean }>(
    "SELECT pg_try_advisory_xact_lock($1, hashtext($2)) AS ours, set_config('statement_timeout', $3, true)",
    [LOCK, id, String(TIMEOUT_MS)],
  );
  if (!rows[0]?.ours) return null;
  const loaded = await loadRule(db, id);
  if (!loaded || (loaded.rule.evaluatedUntil !== null && loaded.rule.evaluatedUntil >= at)) return null;
  const { rule, groups, slugs } = loaded;
  begun.rule = rule;
  const { condition } = rule.definition;
  const measured =
    condition.dataset === "logs"
      ? await measureLogs(rule, condition, at, engine)
      : await measureEvents(db, rule, condition, at);
  const byKey = new Map<string, StoredGroup>(groups.map((group) => [group.key, group]));
  const checks = planCheck(condition, groups, measured, at.getTime());
  const plans = checks.map((check) => planGroup(rule, byKey.get(check.key), check, at.getTime()));
  const told = plans.filter(({ messages }) => messages.length > 0).map(({ check }) => check.key);
  const samples = new Map<string, FiringFacts["samples"]>();
  const from = new Date(at.getTime() - condition.windowMinutes * MINUTE_MS);
  // A statement that fails would end the measuring: a place to come back to.
  for (const group of told.slice(0, 5)) {
    await db.query("SAVEPOINT samples");
    samples.set(
      group,
      await readSamples(db, rule, condition, { group, from, to: at, projects: slugs }, engine),
    );
    await db.query("ROLLBACK TO SAVEPOINT samples");
  }
  const bars = told.length > 0 ? await readBars(db, rule, told, at) : new Map<string, number[]>();
  return { rule, slugs, plans, samples, bars };
}

function toBreach(rule: ThresholdRule, { check, firing }: GroupPlan, at: Date): Breach[] {
  if (!firing?.isNew) return [];
  const { condition } = rule.definition;
  const value =
    condition.measure.kind === "silence"
      ? "nothing"
      : `${Math.round(firing.peak * 100) / 100}${unitOf(condition)}`;
  const group = check.key === "" ? "" : ` (${check.key})`;
  return [
    {
      projectId: homeOf(rule),
      firingId: firing.id,
      ruleId: rule.id,
      group: check.key,
      severity: firing.severity,
      title: rule.name,
      text: `${describeSubject(condition)}${group}: ${value} in ${condition.windowMinutes} min`,
      at,
    },
  ];
}

/** The rule stands as it did, and its next check comes with the next minute. */
async function noteTrouble(rule: ThresholdRule, at: Date, error: Error): Promise<void> {
  const isSlow = "code" in error && error.code === "57014";
  const text = isSlow
    ? `It took longer than ${TIMEOUT_MS / 1000} s. Ask for less: a shorter window, or more conditions.`
    : error.message;
  await pool().query(
    `UPDATE alert_rule SET trouble = $2, evaluated_until = $3
      WHERE id = $1 AND updated_at = $4 AND evaluated_until IS NOT DISTINCT FROM $5`,
    [rule.id, text.slice(0, 500), at, rule.updatedAt, rule.evaluatedUntil],
  );
}

import { checkCondition } from "@/lib/alerts/check-rule";
import { draftRule } from "@/lib/alerts/draft-rule";
import { findProjectIds } from "@/lib/alerts/find-rule";
import { isCounted, offsetOf } from "@/lib/alerts/judge/measured";
import { minuteOf, nextDue } from "@/lib/alerts/judge/schedule";
import { limitsOf, worseOf } from "@/lib/alerts/judge/thresholds";
import type { Backtest, BacktestInput, ThresholdCondition } from "@/lib/alerts/schemas";
import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import type { LogEngine } from "@/lib/logs/engine/engine";
import { backtestIssues } from "./backtest-issues";
import { replay } from "./replay";
import { readPast } from "./read-past";

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** Points of the chart. */
const POINTS = 720;
/** Firings that are named one by one. */
const MOST_FIRINGS = 500;
/** What other thresholds are tried, as shares of the one that was asked for. */
const TRIES = [0.5, 0.75, 1.25, 1.5, 2, 3];
/** Checks of groups up to which that is done. */
const MOST_CHECKS = 200_000;

/**
 * What a condition would have done in the last days, by the checks that a worker makes. Hours stand for minutes where there
 * are too many events, and `notes` say so.
 * @throws NotFoundError for a project that does not exist for the actor
 * @throws QueryFaultsError, InvalidInputError for a condition that cannot be used
 */
export async function backtest(
  ctx: Context,
  { projects, condition, throttle, days }: BacktestInput,
  { now = new Date(), engine }: { now?: Date; engine?: LogEngine } = {},
): Promise<Backtest> {
  authorize(ctx, "alert:read");
  const rule = draftRule(ctx, { name: "", projectIds: await findProjectIds(ctx, projects) }, now);
  checkCondition(condition);
  const to = minuteOf(now.getTime());
  const from = to - days * DAY_MS;
  const stepMs = Math.ceil((days * DAY_MS) / POINTS / MINUTE_MS) * MINUTE_MS;
  if (condition.kind === "issue") {
    const { moments, messages, notes } = await backtestIssues(
      { ...rule, definition: { ...rule.definition, condition } },
      condition,
      throttle,
      { from, to },
    );
    return {
      stepMs,
      from: new Date(from).toISOString(),
      values: toValues(
        moments.map(({ at }) => ({ at, value: 1 })),
        { from, to, stepMs },
        (sum, value) => (sum ?? 0) + value,
      ).map((value) => value ?? 0),
      firings: moments.slice(-MOST_FIRINGS).map(({ at, shortId, severity }) => ({
        startedAt: new Date(at).toISOString(),
        endedAt: null,
        peak: 1,
        severity,
        group: shortId,
      })),
      messages,
      tries: [],
      notes,
    };
  }
  const lookBack =
    condition.windowMinutes + (condition.changeFrom === null ? 0 : offsetOf(condition.changeFrom));
  const past = await readPast(rule, condition, { from: from - lookBack * MINUTE_MS, to }, engine);
  const times = listTimes(condition, past.stepMs, from, to);
  const limits = limitsOf(condition);
  const done = replay(condition, throttle, times, past.measureAt);
  const isTried = isCounted(condition) && condition.measure.kind !== "silence" && condition.critical !== 0;
  const isCheap = times.length * Math.max(1, past.groups) * TRIES.length <= MOST_CHECKS * TRIES.length;
  return {
    stepMs: Math.max(stepMs, past.stepMs),
    from: new Date(from).toISOString(),
    values: toValues(done.values, { from, to, stepMs: Math.max(stepMs, past.stepMs) }, (worst, value) =>
      worseOf(limits, worst, value),
    ),
    firings: done.firings.slice(-MOST_FIRINGS).map((firing) => ({
      ...firing,
      startedAt: new Date(firing.startedAt).toISOString(),
      endedAt: firing.endedAt === null ? null : new Date(firing.endedAt).toISOString(),
    })),
    messages: done.messages,
    tries:
      isTried && isCheap
        ? TRIES.map((share) => {
            const other = scale(condition, share);
            return {
              critical: other.critical,
              firings: replay(other, throttle, times, past.measureAt).firings.length,
            };
          })
        : [],
    notes: past.notes,
  };
}

/** When it would have been checked: each minute (each step, if these are longer), or as its cron says. */
function listTimes({ schedule }: ThresholdCondition, stepMs: number, from: number, to: number): number[] {
  const times: number[] = [];
  if (schedule === null) {
    for (let at = from + stepMs; at <= to; at += stepMs) times.push(at);
    return times;
  }
  for (let at = nextDue(schedule, from); at !== null && at <= to; at = nextDue(schedule, at)) times.push(at);
  return times;
}

function scale(condition: ThresholdCondition, share: number): ThresholdCondition {
  const by = (limit: number) => Math.round(limit * share * 100) / 100;
  const { critical, warning, resolve } = condition;
  return {
    ...condition,
    critical: by(critical),
    warning: warning === null ? null : by(warning),
    resolve: resolve === null ? null : by(resolve),
  };
}

/** Checks as points of the chart; what was checked at a moment is about the time before it. */
function toValues(
  values: readonly { at: number; value: number }[],
  { from, to, stepMs }: { from: number; to: number; stepMs: number },
  add: (before: number | null, value: number) => number,
): (number | null)[] {
  const points: (number | null)[] = Array.from({ length: Math.ceil((to - from) / stepMs) }, () => null);
  for (const { at, value } of values) {
    const place = Math.floor((at - 1 - from) / stepMs);
    if (place >= 0 && place < points.length) points[place] = add(points[place] ?? null, value);
  }
  return points;
}

import type { Backtest, BacktestInput } from "@/lib/alerts/schemas";

/** Bars that can be told apart on a page. */
const MOST_BARS = 180;

/** A replayed past as a chart draws it. Times are milliseconds. */
export type PastShape = {
  from: number;
  stepMs: number;
  /** Null: there was no value. */
  values: (number | null)[];
  /** Stretches in which it fired, as shares of the width, oldest first. */
  spans: { from: number; to: number; number: number }[];
  /** Whether a bar lies in such a stretch. */
  isHot: boolean[];
};

/** Fewer, wider bars, each the worst of those that it stands for (of moments: how many), and where it fired. */
export function shapePast({ past, question }: { past: Backtest; question: BacktestInput }): PastShape {
  const { condition } = question;
  const isSum = condition.kind === "issue";
  const isLow = condition.kind === "threshold" && condition.comparison === "below";
  const join = Math.max(1, Math.ceil(past.values.length / MOST_BARS));
  const stepMs = past.stepMs * join;
  const values = Array.from({ length: Math.ceil(past.values.length / join) }, (_, bar) => {
    const known = past.values.slice(bar * join, (bar + 1) * join).filter((value) => value !== null);
    if (known.length === 0) return null;
    if (isSum) return known.reduce((sum, value) => sum + value, 0);
    return isLow ? Math.min(...known) : Math.max(...known);
  });
  const from = Date.parse(past.from);
  const width = values.length * stepMs;
  const shareOf = (at: number) => Math.min(1, Math.max(0, (at - from) / width));
  const spans = isSum
    ? []
    : past.firings.map(({ startedAt, endedAt }, place) => ({
        from: shareOf(Date.parse(startedAt)),
        to: endedAt === null ? 1 : shareOf(Date.parse(endedAt)),
        number: place + 1,
      }));
  const isHot = values.map((_, bar) => {
    const [start, end] = [bar / values.length, (bar + 1) / values.length];
    return spans.some((span) => span.from < end && span.to > start);
  });
  return { from, stepMs, values, spans, isHot };
}

/** Other thresholds with how often each would have fired, the present one among them, from the mildest on. */
export function listTries({
  past,
  question,
}: {
  past: Backtest;
  question: BacktestInput;
}): Backtest["tries"] {
  const { condition } = question;
  if (condition.kind === "issue" || past.tries.length === 0) return [];
  const own = { critical: condition.critical, firings: past.firings.length };
  const others = past.tries.filter(({ critical }) => critical !== own.critical);
  return [...others, own].toSorted((a, b) => a.critical - b.critical);
}

/**
 * The tries that stand there after another answer: as they were, as long as only the threshold was changed to one of them, so
 * that nothing moves under the pointer; else the new ones.
 */
export function keepTries(
  before: { question: BacktestInput; tries: Backtest["tries"] } | null,
  now: { past: Backtest; question: BacktestInput },
): Backtest["tries"] {
  const next = listTries(now);
  const { condition } = now.question;
  if (before === null || condition.kind === "issue" || next.length === 0) return next;
  const isSame = withoutLimits(before.question) === withoutLimits(now.question);
  if (!isSame || !before.tries.some(({ critical }) => critical === condition.critical)) return next;
  const firings = now.past.firings.length;
  return before.tries.map((one) => (one.critical === condition.critical ? { ...one, firings } : one));
}

function withoutLimits(question: BacktestInput): string {
  const { condition } = question;
  return JSON.stringify(
    condition.kind === "issue"
      ? question
      : { ...question, condition: { ...condition, critical: 0, warning: null, resolve: null } },
  );
}

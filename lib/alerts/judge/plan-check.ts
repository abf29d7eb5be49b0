import type { Measured } from "@/lib/alerts/events/measure-events";
import { type AlertStatus, groupLimit, type Severity, type ThresholdCondition } from "@/lib/alerts/schemas";
import { freshState, type GroupState, judgeValue, type Transition } from "./judge-value";
import { countedOf, type Found, isCounted, isTooLittle, valueOf } from "./measured";

/** What is stored of a group between checks. */
export interface KnownGroup extends GroupState {
  key: string;
  firingId: string | null;
}

/** One group at one check. */
export interface GroupCheck {
  key: string;
  before: KnownGroup | null;
  state: GroupState;
  transition: Transition;
  /** Null where there was none: a firing that ends then has ended for lack of anything to judge it by. */
  value: number | null;
  /** Nothing of it is worth keeping. */
  isForgotten: boolean;
}

/**
 * Judges every group at one check: those that were measured, most first, and those that are known. A group that is not heard
 * of any more counts as nothing.
 */
export function planCheck(
  condition: ThresholdCondition,
  known: readonly KnownGroup[],
  { now, earlier }: Measured,
  at: number,
): GroupCheck[] {
  const isGrouped = condition.groupBy.length > 0;
  const byKey = new Map(known.map((group) => [group.key, group]));
  const measured = [...now].toSorted(([, a], [, b]) => b.basis - a.basis).map(([key]) => key);
  const firing = known.filter(({ status }) => status !== "ok").map(({ key }) => key);
  const others = known.filter(({ status }) => status === "ok").map(({ key }) => key);
  const keys = new Set(isGrouped ? [...firing, ...measured, ...others] : [""]);
  const checked = [...keys].slice(0, Math.max(groupLimit, firing.length));
  return checked.map((key) => {
    const before = byKey.get(key) ?? null;
    const found = now.get(key) ?? nothing(condition);
    const value = valueOf(condition, found, earlier && (earlier.get(key) ?? nothing(condition)));
    const judged = isTooLittle(condition, found) ? "too_little" : value;
    const { state, transition } = judgeValue(condition, before ?? freshState(at), judged, at);
    const isAbsent = isGrouped && !now.has(key) && state.status === "ok" && state.streak === 0;
    // Those that may fire for their absence are kept in mind.
    const isForgotten = isAbsent && condition.comparison === "above" && condition.measure.kind !== "silence";
    return { key, before, state, transition, value, isForgotten };
  });
}

/** What is found where nothing is. */
function nothing(condition: ThresholdCondition): Found {
  if (isCounted(condition)) return countedOf(condition, 0, 0);
  return { value: condition.measure.kind === "unique" ? 0 : null, basis: 0 };
}

/** The severity of a status that is none of ok. */
export function severityOf(status: AlertStatus, otherwise: Severity): Severity {
  return status === "ok" ? otherwise : status;
}

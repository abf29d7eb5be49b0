import type { AlertStatus, Severity, ThresholdCondition } from "@/lib/alerts/schemas";
import { limitsOf, readValue } from "./thresholds";

/** How one group stands. Times are milliseconds since 1970. */
export interface GroupState {
  status: AlertStatus;
  since: number;
  /**
   * Above 0: checks in a row that were worse than the status. Below 0: it is well again; -1 is the first such check, and a
   * minute later it is -2.
   */
  streak: number;
  /** The last check with a value. */
  checkedAt: number;
}

/** What a check changed. */
export type Transition =
  | { type: "none" }
  | { type: "fired"; severity: Severity }
  | { type: "worse" }
  | { type: "milder" }
  | { type: "resolved" };

export type Rules = Pick<
  ThresholdCondition,
  "measure" | "comparison" | "critical" | "warning" | "resolve" | "checks" | "clearMinutes"
>;

const MINUTE_MS = 60_000;

/** How a group stands that was never checked. */
export function freshState(at: number): GroupState {
  return { status: "ok", since: at, streak: 0, checkedAt: at };
}

/** What a check found: null without a value, `too_little` where that is for lack of anything to judge by. */
export type CheckValue = number | "too_little" | null;

/**
 * One check of one group, at a given time. Without a value nothing changes, but that a firing ends, as if all were well, when
 * there is too little to judge it by: it would stay for ever. It fires when `checks` checks in a row are in breach, and grows
 * worse after as many; it is over when it was well for `clearMinutes`, at every check of them.
 */
export function judgeValue(
  condition: Rules,
  state: GroupState,
  value: CheckValue,
  at: number,
): { state: GroupState; transition: Transition } {
  const none: Transition = { type: "none" };
  // The minutes without a value are not minutes of being well.
  if (value === null || (value === "too_little" && state.status === "ok"))
    return { state: { ...state, checkedAt: at }, transition: none };
  const reading = value === "too_little" ? "well" : readValue(limitsOf(condition), value);
  const isBreach = reading === "critical" || reading === "warning";
  const stay = (streak: number) => ({ state: { ...state, streak, checkedAt: at }, transition: none });
  const move = (status: AlertStatus, transition: Transition) => ({
    state: { status, since: at, streak: 0, checkedAt: at },
    transition,
  });
  if (state.status === "ok") {
    if (!isBreach) return stay(0);
    const streak = Math.max(0, state.streak) + 1;
    return streak >= condition.checks ? move(reading, { type: "fired", severity: reading }) : stay(streak);
  }
  if (reading === "well") {
    const minutes = Math.max(0, Math.round((at - state.checkedAt) / MINUTE_MS));
    const streak = state.streak < 0 ? state.streak - minutes : -1;
    return -streak - 1 >= condition.clearMinutes ? move("ok", { type: "resolved" }) : stay(streak);
  }
  if (state.status === "warning" && reading === "critical") {
    const streak = Math.max(0, state.streak) + 1;
    return streak >= condition.checks ? move("critical", { type: "worse" }) : stay(streak);
  }
  if (state.status === "critical" && reading === "warning") return move("warning", { type: "milder" });
  return stay(0);
}

import type { Measured } from "@/lib/alerts/events/measure-events";
import { type KnownGroup, planCheck } from "@/lib/alerts/judge/plan-check";
import { planMessages } from "@/lib/alerts/judge/plan-messages";
import { limitsOf, worseOf } from "@/lib/alerts/judge/thresholds";
import type { Severity, ThresholdCondition, Throttle } from "@/lib/alerts/schemas";

const MINUTE_MS = 60_000;

/** A firing as it would have been. Times are milliseconds; a null end: it would still go on. */
export interface ReplayedFiring {
  group: string;
  severity: Severity;
  startedAt: number;
  endedAt: number | null;
  peak: number;
}

/** What checks would have done. */
export interface Replay {
  firings: ReplayedFiring[];
  /** Deliveries to somebody who is told of everything at once. */
  messages: number;
  /** The worst value of all groups at each check that had any. */
  values: { at: number; value: number }[];
}

type Live = KnownGroup & { firing: ReplayedFiring | null; toldAt: number | null; joined: boolean };

/** Runs the very checks of a worker over the past: one at each of `times`, with what was measured then. */
export function replay(
  condition: ThresholdCondition,
  throttle: Throttle,
  times: Iterable<number>,
  measureAt: (at: number) => Measured,
): Replay {
  const known = new Map<string, Live>();
  const lastTold = new Map<string, number>();
  const limits = limitsOf(condition);
  const done: Replay = { firings: [], messages: 0, values: [] };
  let checkedAt: number | null = null;
  for (const at of times) {
    let worst: number | null = null;
    for (const check of planCheck(condition, [...known.values()], measureAt(at), at)) {
      if (check.value !== null) worst = worseOf(limits, worst, check.value);
      const before = known.get(check.key);
      const { transition } = check;
      let firing = before?.firing ?? null;
      if (transition.type === "fired") {
        firing = {
          group: check.key,
          severity: transition.severity,
          startedAt: at,
          endedAt: null,
          peak: check.value ?? 0,
        };
        done.firings.push(firing);
      } else if (firing !== null && check.value !== null)
        firing.peak = worseOf(limits, firing.peak, check.value);
      const isWorse = transition.type === "worse" && firing?.severity === "warning";
      if (firing !== null && transition.type === "worse") firing.severity = "critical";
      const live: Live = {
        ...check.state,
        key: check.key,
        firingId: null,
        firing,
        toldAt: transition.type === "fired" ? null : (before?.toldAt ?? null),
        joined: transition.type === "fired" ? false : (before?.joined ?? false),
      };
      if (firing !== null) {
        if (transition.type === "resolved") firing.endedAt = at;
        const change =
          transition.type === "fired" || transition.type === "resolved"
            ? transition.type
            : isWorse
              ? "worse"
              : "none";
        done.messages += tell(live, firing, { throttle, at, checkedAt, change, lastTold });
        if (transition.type === "resolved") live.firing = null;
      }
      if (check.isForgotten) known.delete(check.key);
      else known.set(check.key, live);
    }
    checkedAt = at;
    if (worst !== null) done.values.push({ at, value: worst });
  }
  return done;
}

type Moment = {
  throttle: Throttle;
  at: number;
  checkedAt: number | null;
  change: "none" | "fired" | "worse" | "resolved";
  lastTold: Map<string, number>;
};

const everybody = [{ to: { type: "owners" }, afterMinutes: 0, atLeast: "warning" }] as const;

/** Messages of one firing at one check, less those that join an earlier delivery. */
function tell(
  live: Live,
  firing: ReplayedFiring,
  { throttle, at, checkedAt, change, lastTold }: Moment,
): number {
  const plans = planMessages(
    { recipients: everybody, throttle, quietHours: null, silencedUntil: null },
    {
      startedAt: firing.startedAt,
      checkedAt: Math.max(firing.startedAt, checkedAt ?? firing.startedAt),
      now: at,
      toldAt: live.toldAt,
      severity: firing.severity,
      change,
    },
  );
  if (plans.length === 0) return 0;
  const place = throttle.per === "rule" ? "" : firing.group;
  if (change === "fired") {
    const last = lastTold.get(place);
    live.joined = last !== undefined && at - last < throttle.minutes * MINUTE_MS;
    if (!live.joined) lastTold.set(place, at);
  }
  live.toldAt = at;
  return live.joined ? 0 : plans.length;
}

import type { QuietHours, Severity, Throttle } from "@/lib/alerts/schemas";
import { endOfQuiet, isQuiet } from "./quiet-hours";

/** So many issues are told one by one within the throttle's time; what comes beyond goes together. */
export const burst = 10;

/** An issue that is to be told, with what its rule told lately. */
export interface Telling {
  throttle: Pick<Throttle, "minutes" | "per">;
  quietHours: QuietHours | null;
  silencedUntil: number | null;
  severity: Severity;
  isFatal: boolean;
  /** Messages of the rule within `throttle.minutes`, and those of them about this issue. */
  told: number;
  toldOfIssue: number;
  now: number;
}

/** Null: now. `throttleMinutes` 0: a message of its own. */
export interface TellingPlan {
  dueAt: number | null;
  throttleMinutes: number;
}

/** Forever, to a queue. */
const FOREVER_MS = 365 * 86_400_000;

/**
 * When a message about an issue goes, and whether it joins others. Per rule: one delivery within the throttle. Per issue:
 * the first about each issue at once, and from a storm on everything together. Quiet hours and silence put it off; what
 * waits for the same moment goes in one.
 */
export function planTelling(telling: Telling): TellingPlan {
  const { throttle, quietHours, silencedUntil, severity, isFatal, told, toldOfIssue, now } = telling;
  let dueAt = now;
  if (silencedUntil !== null && silencedUntil > dueAt) dueAt = silencedUntil;
  const isExcepted =
    (quietHours?.except === "fatal" && isFatal) ||
    (quietHours?.except === "critical" && severity === "critical");
  if (quietHours !== null && !isExcepted && isQuiet(quietHours, dueAt))
    dueAt = endOfQuiet(quietHours, dueAt) ?? now + FOREVER_MS;
  const isTogether = throttle.per === "rule" || toldOfIssue > 0 || told >= burst || dueAt > now;
  return { dueAt: dueAt > now ? dueAt : null, throttleMinutes: isTogether ? throttle.minutes : 0 };
}

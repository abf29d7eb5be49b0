import type { QuietHours, Recipient, Severity, Throttle } from "@/lib/alerts/schemas";
import { isQuiet } from "./quiet-hours";

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

/** A firing at one check, as far as its messages depend on it. Times are milliseconds since 1970. */
export interface Moment {
  startedAt: number;
  /** The check before this one, or when the firing began. */
  checkedAt: number;
  now: number;
  /** When its recipients were last told; null: nobody was. */
  toldAt: number | null;
  severity: Severity;
  change: "none" | "fired" | "worse" | "resolved";
}

export interface MessagePlan {
  kind: "firing" | "reminder" | "resolved";
  recipients: Recipient["to"][];
}

type Policy = {
  recipients: readonly Recipient[];
  throttle: Pick<Throttle, "remindHours" | "notifyOnResolve">;
  quietHours: QuietHours | null;
  silencedUntil: number | null;
};

/** Whether messages wait: the rule is silenced, or it is quiet and this is no exception. Firings know no `fatal`: critical counts. */
export function isHeldBack(
  { quietHours, silencedUntil }: Omit<Policy, "recipients" | "throttle">,
  severity: Severity,
  now: number,
): boolean {
  if (silencedUntil !== null && now < silencedUntil) return true;
  if (quietHours === null || !isQuiet(quietHours, now)) return false;
  return quietHours.except === "nothing" || severity !== "critical";
}

/**
 * Who is told what at a check. At first those who are told at once, then those who want to be told only if it lasts; all
 * that were told so far when it grows worse and as a reminder. What was held back is told when it is still true; that it is
 * over is told to those who heard that it began.
 */
export function planMessages(policy: Policy, moment: Moment): MessagePlan[] {
  const { startedAt, checkedAt, now, toldAt, severity, change } = moment;
  const elapsed = (now - startedAt) / MINUTE_MS;
  const before = (checkedAt - startedAt) / MINUTE_MS;
  const wanted = policy.recipients.filter(({ atLeast }) => atLeast === "warning" || severity === "critical");
  const until = (minutes: number) =>
    wanted.filter(({ afterMinutes }) => afterMinutes <= minutes).map(({ to }) => to);
  const plan = (kind: MessagePlan["kind"], recipients: Recipient["to"][]): MessagePlan[] =>
    recipients.length === 0 ? [] : [{ kind, recipients }];
  if (change === "resolved") {
    return toldAt !== null && policy.throttle.notifyOnResolve ? plan("resolved", until(before)) : [];
  }
  if (isHeldBack(policy, severity, now)) return [];
  if (toldAt === null || change === "fired" || change === "worse") return plan("firing", until(elapsed));
  const late = wanted
    .filter(({ afterMinutes }) => afterMinutes > before && afterMinutes <= elapsed)
    .map(({ to }) => to);
  const { remindHours } = policy.throttle;
  const isReminder = remindHours !== null && now - toldAt >= remindHours * HOUR_MS;
  return [...plan("firing", late), ...(isReminder ? plan("reminder", until(before)) : [])];
}

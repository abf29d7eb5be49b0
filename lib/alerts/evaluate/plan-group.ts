import type { GroupCheck } from "@/lib/alerts/judge/plan-check";
import { type MessagePlan, planMessages } from "@/lib/alerts/judge/plan-messages";
import { limitsOf, worseOf } from "@/lib/alerts/judge/thresholds";
import type { Severity } from "@/lib/alerts/schemas";
import { notificationId } from "@/lib/notifications/notification-id";
import type { StoredGroup, ThresholdRule } from "./load-rule";

/** What is written of a group after a check. Times are milliseconds. */
export interface GroupPlan {
  check: GroupCheck;
  /** The firing that begins, goes on, or ends with this check. */
  firing: {
    id: string;
    severity: Severity;
    startedAt: number;
    endedAt: number | null;
    peak: number;
    issueId: number | null;
    isNew: boolean;
  } | null;
  messages: MessagePlan[];
  toldAt: number | null;
}

/** What a check means for a group: its firing, and what is told of it. */
export function planGroup(
  rule: ThresholdRule,
  stored: StoredGroup | undefined,
  check: GroupCheck,
  at: number,
): GroupPlan {
  const { transition, state, value } = check;
  const { condition } = rule.definition;
  const isFired = transition.type === "fired";
  const old = stored?.firing ?? null;
  if (!isFired && old === null) return { check, firing: null, messages: [], toldAt: null };
  const severity = isFired
    ? transition.severity
    : old?.severity === "critical" || transition.type === "worse"
      ? "critical"
      : "warning";
  const startedAt = isFired ? at : (old?.startedAt ?? at);
  const peak =
    value === null
      ? (old?.peak ?? 0)
      : worseOf(limitsOf(condition), isFired ? null : (old?.peak ?? null), value);
  const firing = {
    id: isFired ? notificationId("firing", rule.id, check.key, at) : (old?.id ?? ""),
    severity,
    startedAt,
    endedAt: transition.type === "resolved" ? at : null,
    peak,
    issueId: isFired ? null : (old?.issueId ?? null),
    isNew: isFired,
  };
  const toldAt = isFired ? null : (stored?.toldAt ?? null);
  // It grows worse once: what comes and goes between the thresholds is not told each time.
  const isWorse = transition.type === "worse" && old?.severity !== "critical";
  const change = isFired ? "fired" : transition.type === "resolved" ? "resolved" : isWorse ? "worse" : "none";
  const messages = planMessages(
    {
      recipients: rule.definition.recipients,
      throttle: rule.definition.throttle,
      quietHours: rule.definition.quietHours,
      silencedUntil: rule.silencedUntil?.getTime() ?? null,
    },
    {
      startedAt,
      checkedAt: isFired ? at : Math.max(startedAt, rule.evaluatedUntil?.getTime() ?? startedAt),
      now: at,
      toldAt,
      severity,
      change,
    },
  );
  const isOver = state.status === "ok";
  return { check, firing, messages, toldAt: isOver ? null : messages.length > 0 ? at : toldAt };
}

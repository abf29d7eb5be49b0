import type { IssueFacts } from "@/lib/notifications/facts";
import type { IssueTrigger } from "@/lib/alerts/schemas";

/** A row of the outbox, with what it says about the issue. */
export interface Fact {
  kind: string;
  /** Of an issue that came back: whether that was because it escalated. */
  isEscalation: boolean;
  /** Of the issue: 75 and more is high. */
  priority: number;
}

const HIGH = 75;

/**
 * Which triggers a fact pulls, and what it is called by each. An issue is of high priority from its first event, when
 * somebody says so, or when it came back worse.
 */
export function triggersOf({ kind, isEscalation, priority }: Fact): Map<IssueTrigger, IssueFacts["reason"]> {
  const pulled = new Map<IssueTrigger, IssueFacts["reason"]>();
  if (kind === "new_issue") pulled.set("new", "new");
  if (kind === "spike") pulled.set("new", "spike");
  if (kind === "regression") pulled.set("regressed", "regressed");
  if (kind === "escalated" && isEscalation) pulled.set("escalating", "escalating");
  if (kind === "escalated" && !isEscalation) pulled.set("reappeared", "reappeared");
  if (kind === "assigned") pulled.set("assigned", "assigned");
  const isHigh = priority >= HIGH && ["new_issue", "regression", "escalated"].includes(kind);
  if (kind === "prioritised" || isHigh) pulled.set("high_priority", "high_priority");
  return pulled;
}

/** What a rule that waits for some triggers says of a fact: the plainest reason first; null when it is not for it. */
export function reasonFor(triggers: readonly IssueTrigger[], fact: Fact): IssueFacts["reason"] | null {
  for (const [trigger, reason] of triggersOf(fact)) if (triggers.includes(trigger)) return reason;
  return null;
}

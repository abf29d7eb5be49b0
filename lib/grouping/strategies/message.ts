import { leaf, readComponent } from "@/lib/grouping/component";
import type { StrategyResult } from "@/lib/grouping/configuration";
import { parameterise } from "@/lib/grouping/parameterise";
import { trimMessage } from "@/lib/grouping/trim-message";
import type { Event } from "@/lib/protocol/event";

/** The message's template if the SDK sent one, else its text; two lines, without what varies. */
export function groupByMessage(event: Event): StrategyResult | undefined {
  const message = trimMessage(event.logentry?.message || event.logentry?.formatted || "");
  if (!message) return undefined;
  const parameterised = parameterise(message);
  const hint = parameterised === message ? undefined : "numbers, ids and dates were replaced";
  return {
    strategy: "message",
    variants: [{ name: "default", ...readComponent(leaf("message", parameterised, hint)) }],
  };
}

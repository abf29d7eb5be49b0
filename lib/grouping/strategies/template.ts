import { branch, leaf, readComponent } from "@/lib/grouping/component";
import type { StrategyResult } from "@/lib/grouping/configuration";
import type { Event } from "@/lib/protocol/event";

/** A template that failed to render: its file and line of source. */
export function groupByTemplate(event: Event): StrategyResult | undefined {
  const filename = event.template?.filename ?? event.template?.abs_path;
  const line = event.template?.context_line?.trim();
  const parts = [];
  if (filename) parts.push(leaf("filename", filename));
  if (line) parts.push(leaf("context-line", line));
  if (parts.length === 0) return undefined;
  return {
    strategy: "template",
    variants: [{ name: "default", ...readComponent(branch("template", parts)) }],
  };
}

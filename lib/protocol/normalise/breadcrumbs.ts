import { canonicalEventId } from "@/lib/protocol/canonical-event-id";
import type { Breadcrumb } from "@/lib/protocol/event";
import { parseTimestamp } from "@/lib/protocol/parse-timestamp";
import { copyTree, type TreeLimits } from "./copy-json";
import { normaliseLevel } from "./level";
import type { Source } from "./source";

const MAX_BREADCRUMBS = 100;
const DATA: TreeLimits = { depth: 5, perValue: 4 * 1024, total: 16 * 1024 };

/** The newest 100 breadcrumbs. `shiftMs` corrects the client's clock. */
export function normaliseBreadcrumbs(event: Source, shiftMs: number): { values: Breadcrumb[] } | undefined {
  const key = event.nameOf("breadcrumbs", "sentry.interfaces.Breadcrumbs");
  if (!key) return undefined;
  const sent = event.values(key);
  if (sent.length > MAX_BREADCRUMBS) event.shortened(key, MAX_BREADCRUMBS, sent.length);
  const values = sent.slice(-MAX_BREADCRUMBS).map((source) => normaliseBreadcrumb(source, shiftMs));
  return values.length > 0 ? { values } : undefined;
}

function normaliseBreadcrumb(source: Source, shiftMs: number): Breadcrumb {
  return {
    timestamp: readTime(source, shiftMs),
    type: source.word("type", 64) ?? "default",
    category: source.text("category", 256),
    level: normaliseLevel(source, "info"),
    message: source.anyText("message", 4096),
    data: copyTree(source, "data", DATA),
    event_id: canonicalEventId(source.get("event_id")) ?? undefined,
  };
}

function readTime(source: Source, shiftMs: number): string | undefined {
  const value = source.get("timestamp");
  if (value === undefined) return undefined;
  const ms = parseTimestamp(value);
  const shifted = ms === null || shiftMs === 0 ? ms : parseTimestamp(ms / 1000 + shiftMs / 1000);
  if (shifted === null) return source.drop("timestamp", "Dropped: this is not a time.", value);
  return new Date(shifted).toISOString();
}

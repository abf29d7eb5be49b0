import { groupEvent } from "@/lib/grouping/group-event";
import { parseFingerprintRules } from "@/lib/grouping/rules/parse-fingerprint-rules";
import { parseStackTraceRules } from "@/lib/grouping/rules/parse-stack-trace-rules";
import type { GroupingSettings } from "@/lib/grouping/settings";
import type { Event } from "@/lib/protocol/event";
import type { WrittenRule } from "./write-rule";

/**
 * Whether a rule, written below those in force, makes one group of some events that are more than one without it, and
 * brings none of the others into it.
 */
export function joinsExactly(
  { kind, rule }: WrittenRule,
  settings: GroupingSettings,
  joined: readonly Event[],
  others: readonly Event[],
): boolean {
  const changed = append(kind, rule, settings);
  if (!changed) return false;
  const hashes = new Set(joined.map((event) => preferred(event, changed)));
  const [hash] = hashes;
  if (hashes.size !== 1 || new Set(joined.map((event) => preferred(event, settings))).size === 1)
    return false;
  return others.every((event) => preferred(event, changed) !== hash || preferred(event, settings) === hash);
}

/** The settings with one more rule; undefined when it cannot be read. */
function append(
  kind: WrittenRule["kind"],
  rule: string,
  settings: GroupingSettings,
): GroupingSettings | undefined {
  if (kind === "fingerprint") {
    const { rules, errors } = parseFingerprintRules(rule);
    if (errors.length > 0) return undefined;
    return { ...settings, fingerprintRules: [...settings.fingerprintRules, ...rules] };
  }
  const { rules, errors } = parseStackTraceRules(rule);
  if (errors.length > 0) return undefined;
  return { ...settings, stackTraceRules: [...settings.stackTraceRules, ...rules] };
}

/** What an event is looked up by once a rule is in force that stands below the others. */
export function hashesWith({ kind, rule }: WrittenRule, settings: GroupingSettings, event: Event): string[] {
  const changed = append(kind, rule, settings);
  return changed ? groupEvent(event, changed).hashes : [];
}

function preferred(event: Event, settings: GroupingSettings): string | undefined {
  return groupEvent(event, settings).hashes[0];
}

import type { SecurityReport } from "@/lib/protocol/event";
import { copyTree, type TreeLimits } from "./copy-json";
import type { Source } from "./source";

export const SECURITY_TYPES = ["csp", "hpkp", "expectct", "expectstaple"] as const;
export type SecurityType = (typeof SECURITY_TYPES)[number];

const REPORT: TreeLimits = { depth: 5, perValue: 8 * 1024, total: 32 * 1024 };

/** A browser's report under the key of its type, in any of the spellings that browsers and SDKs use. */
export function normaliseSecurity(event: Source, type: SecurityType): SecurityReport | undefined {
  const source = event.child(type);
  const report = copyTree(event, type, REPORT);
  if (!source || !report) return undefined;
  return { ...describeReport(source, type), report };
}

/** What a report is about: the violated directive or the host, and for CSP the two addresses. */
export function describeReport(source: Source, type: SecurityType): Omit<SecurityReport, "report"> {
  if (type !== "csp") return { directive: first(source, ["hostname"], 200) };
  const directive = first(source, ["effective-directive", "effective_directive", "effectiveDirective"], 200);
  const violated = first(source, ["violated-directive", "violated_directive", "violatedDirective"], 1024);
  return {
    directive: directive ?? violated?.split(" ", 1)[0],
    blocked_uri: first(source, ["blocked-uri", "blocked_uri", "blockedURL"], 2048),
    document_uri: first(source, ["document-uri", "document_uri", "documentURL"], 2048),
  };
}

function first(source: Source, keys: string[], max: number): string | undefined {
  const key = source.nameOf(...keys);
  return key === undefined ? undefined : source.word(key, max);
}

import { branch, leaf, readComponent } from "@/lib/grouping/component";
import type { StrategyResult } from "@/lib/grouping/configuration";
import type { Event, SecurityReport } from "@/lib/protocol/event";

const CERTIFICATE_REPORTS: Partial<Record<Event["type"], string>> = {
  hpkp: "hpkp",
  expectct: "expect-ct",
  expectstaple: "expect-staple",
};

/** Browser reports: a CSP violation is its directive and what was blocked, a certificate report is its host. */
export function groupBySecurityReport(event: Event): StrategyResult | undefined {
  if (!event.security) return undefined;
  const { directive = "", blocked_uri } = event.security;
  const certificate = CERTIFICATE_REPORTS[event.type];
  const parts = certificate
    ? [leaf("salt", certificate), leaf("hostname", directive)]
    : [leaf("salt", directive), leaf("uri", describeBlocked(blocked_uri ?? "", event.security))];
  const strategy = certificate ?? "csp";
  return { strategy, variants: [{ name: "default", ...readComponent(branch(strategy, parts)) }] };
}

/** Host names count, paths do not; what the page itself did is told by its keyword (`inline`, `eval`, `data:`). */
function describeBlocked(uri: string, { document_uri }: SecurityReport): string {
  const scheme = uri.indexOf("://");
  if (scheme < 0) {
    const colon = uri.indexOf(":");
    if (colon > 0) return `${uri.slice(0, colon)}:`;
    return uri && !uri.startsWith("'") ? `'${uri}'` : uri || "'self'";
  }
  const host = hostOf(uri);
  return document_uri !== undefined && host === hostOf(document_uri) ? "'self'" : host;
}

function hostOf(uri: string): string {
  const start = uri.indexOf("://") + 3;
  let end = start;
  while (end < uri.length && !"/?#".includes(uri.charAt(end))) end++;
  return uri.slice(start, end).toLowerCase();
}

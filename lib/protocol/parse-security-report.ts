import type { Json, JsonObject } from "./event";
import { Notes } from "./normalise/notes";
import { describeReport, type SecurityType } from "./normalise/security";
import { isObject, Source } from "./normalise/source";
import { parseJson } from "./parse-json";
import { ProtocolError } from "./protocol-error";

export interface SecurityRequest {
  contentType?: string;
  /** `sentry_release` and `sentry_environment` stand here. */
  query: URLSearchParams;
  userAgent?: string;
}

const MIME_TYPES: ReadonlySet<string> = new Set([
  "application/json",
  "application/csp-report",
  "application/expect-ct-report",
  "application/expect-ct-report+json",
  "application/expect-staple-report",
  "application/reports+json",
]);
const MAX_REPORTS = 100;

/**
 * What browsers post to `/security/` and `/csp-report/`, as raw events for `normaliseEvent`: one for a CSP, Expect-CT,
 * Expect-Staple or HPKP report, several for a list of the Reporting API (kinds other than CSP are left out).
 * Throws 415 `unsupported_media_type`, 400 `invalid_json`, `too_complex` or `invalid_report`, 413 above 100 reports.
 */
export function parseSecurityReport(body: Buffer, request: SecurityRequest): JsonObject[] {
  const mime = (request.contentType ?? "").split(";", 1)[0]?.trim().toLowerCase() ?? "";
  if (!MIME_TYPES.has(mime)) {
    throw new ProtocolError(415, "unsupported_media_type", "unsupported content type of a security report");
  }
  const sent = parseJson(body);
  if (!Array.isArray(sent)) return [toEvent(recognise(sent), request)];
  if (sent.length > MAX_REPORTS) {
    throw new ProtocolError(413, "too_large", "too many reports", [
      `at most ${MAX_REPORTS} reports fit a request`,
    ]);
  }
  return sent.flatMap((item) => {
    const report = fromReportingApi(item);
    return report ? [toEvent(report, request)] : [];
  });
}

interface Recognised {
  type: SecurityType;
  report: JsonObject;
  userAgent?: Json;
}

function recognise(sent: Json): Recognised {
  if (isObject(sent)) {
    const wrapped =
      wrappedReport(sent, "csp-report", "csp") ??
      wrappedReport(sent, "expect-ct-report", "expectct") ??
      wrappedReport(sent, "expect-staple-report", "expectstaple") ??
      fromReportingApi(sent);
    if (wrapped) return wrapped;
    if ("known-pins" in sent) return { type: "hpkp", report: sent };
  }
  throw new ProtocolError(400, "invalid_report", "invalid security report", ["no known kind of report"]);
}

function wrappedReport(sent: JsonObject, key: string, type: SecurityType): Recognised | undefined {
  const report = sent[key];
  return isObject(report) ? { type, report } : undefined;
}

function fromReportingApi(item: Json): Recognised | undefined {
  if (!isObject(item) || item["type"] !== "csp-violation" || !isObject(item["body"])) return undefined;
  const { body, url, user_agent: userAgent } = item;
  return { type: "csp", report: url === undefined ? body : { documentURL: url, ...body }, userAgent };
}

function toEvent({ type, report, userAgent }: Recognised, request: SecurityRequest): JsonObject {
  const about = describeReport(new Source(report, new Notes()), type);
  const directive = about.directive ?? "unknown";
  const agent = typeof userAgent === "string" ? userAgent : request.userAgent;
  return {
    [type]: report,
    logger: type,
    logentry: { formatted: message(type, directive, about.blocked_uri) },
    culprit: directive,
    tags: compact(
      type === "csp"
        ? { "effective-directive": about.directive, "blocked-uri": about.blocked_uri }
        : { hostname: about.directive },
    ),
    request: {
      ...compact({ url: about.document_uri }),
      headers: compact({ "User-Agent": agent, Referer: textOf(report["referrer"]) }),
    },
    ...compact({
      release: request.query.get("sentry_release"),
      environment: request.query.get("sentry_environment"),
    }),
  };
}

const FAILURES: Record<Exclude<SecurityType, "csp">, string> = {
  expectct: "Certificate transparency check failed for",
  expectstaple: "Certificate status check failed for",
  hpkp: "Public key pinning failed for",
};

function message(type: SecurityType, about: string, blockedUri: string | undefined): string {
  if (type !== "csp") return `${FAILURES[type]} '${about}'`;
  return `Blocked '${about}' from '${origin(blockedUri)}'`;
}

/** The host of an address, or a word such as `inline` or `eval` as it is: short enough to group by. */
function origin(uri: string | undefined): string {
  if (!uri) return "unknown";
  if (!URL.canParse(uri)) return uri.slice(0, 100);
  const { host, protocol } = new URL(uri);
  return host || protocol;
}

function compact(fields: Record<string, string | null | undefined>): JsonObject {
  const entries = Object.entries(fields).filter(
    ([, value]) => value !== null && value !== undefined && value !== "",
  );
  return Object.fromEntries(entries) as JsonObject;
}

function textOf(value: Json | undefined): string | undefined {
  return typeof value === "string" ? value : undefined;
}

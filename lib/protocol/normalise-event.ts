import type { Event, Json } from "./event";
import { normaliseBreadcrumbs } from "./normalise/breadcrumbs";
import { normaliseContexts } from "./normalise/contexts";
import { copyTree, type TreeLimits } from "./normalise/copy-json";
import { deriveContexts } from "./normalise/derive-contexts";
import { readEventId } from "./normalise/event-id";
import { normaliseExceptions } from "./normalise/exception";
import { normaliseExtra } from "./normalise/extra";
import { normaliseFingerprint } from "./normalise/fingerprint";
import { parseIpAddress } from "./normalise/ip-address";
import { normaliseLevel } from "./normalise/level";
import { normaliseLogEntry } from "./normalise/logentry";
import { normaliseModules } from "./normalise/modules";
import { Notes } from "./normalise/notes";
import { normalisePlatform } from "./normalise/platform";
import { normaliseEnvironment, normaliseRelease } from "./normalise/release";
import { normaliseRequest } from "./normalise/request";
import { normaliseSdk } from "./normalise/sdk";
import { normaliseSecurity, SECURITY_TYPES } from "./normalise/security";
import { isObject, Source } from "./normalise/source";
import { readStackField } from "./normalise/stacktrace";
import { normaliseTags } from "./normalise/tags";
import { normaliseTemplate } from "./normalise/template";
import { normaliseThreads } from "./normalise/threads";
import { clockShift, normaliseTime } from "./normalise/time";
import { attachTraceInMessage } from "./normalise/trace-in-text";
import { normaliseUser } from "./normalise/user";
import { ProtocolError } from "./protocol-error";
import { scrubEvent } from "./scrub-event";

export interface NormaliseContext {
  /** Canonical; from the envelope header, wins over the payload's. */
  eventId?: string;
  receivedAt: Date;
  /** `sent_at` of the envelope, epoch ms. */
  sentAt?: number;
  /** Stands in for `{{auto}}`. */
  remoteAddress?: string;
  /** Of the request that brought the event. */
  userAgent?: string;
  /** `sentry_client` of the authentication: `raven-python/6.10.0`. */
  sdkClient?: string;
}

const DEBUG_META: TreeLimits = { depth: 5, perValue: 256 * 1024, total: 256 * 1024 };

/**
 * Turns what any SDK sent, legacy field names included, into an `Event` that keeps to its types and limits, with
 * secrets replaced. A field that is broken is dropped or repaired and noted in `errors`; it never costs the event.
 * Throws 400 `invalid_json_type` if `raw` is no object, and for nothing else. Transactions are not for this function.
 */
export function normaliseEvent(raw: Json, context: NormaliseContext): Event {
  if (!isObject(raw)) {
    throw new ProtocolError(400, "invalid_json_type", "invalid event", ["an event is a JSON object"]);
  }
  const notes = new Notes();
  const source = new Source(raw, notes);
  const shiftMs = clockShift(source, context.sentAt, context.receivedAt);
  const securityType = SECURITY_TYPES.find((type) => isObject(raw[type]));
  const exception = normaliseExceptions(source);
  const tags = normaliseTags(source);
  const event: Event = {
    event_id: readEventId(source, context.eventId),
    type: securityType ?? (exception ? "error" : "default"),
    timestamp: normaliseTime(source, shiftMs, context.receivedAt),
    received: context.receivedAt.toISOString(),
    level: normaliseLevel(source, "error"),
    platform: normalisePlatform(source),
    logger: source.word("logger", 64),
    transaction: source.word("transaction", 200),
    culprit: source.word("culprit", 200),
    server_name: source.word("server_name", 256),
    release: normaliseRelease(source),
    dist: source.word("dist", 64),
    environment: normaliseEnvironment(source, tags),
    logentry: normaliseLogEntry(source),
    exception,
    stacktrace: readStackField(source, "stacktrace", "sentry.interfaces.Stacktrace"),
    threads: normaliseThreads(source),
    template: normaliseTemplate(source),
    security: securityType && normaliseSecurity(source, securityType),
    breadcrumbs: normaliseBreadcrumbs(source, shiftMs),
    user: normaliseUser(source, context.remoteAddress),
    request: normaliseRequest(source),
    contexts: normaliseContexts(source),
    tags,
    extra: normaliseExtra(source),
    modules: normaliseModules(source),
    fingerprint: normaliseFingerprint(source),
    checksum: source.word("checksum", 64),
    sdk: normaliseSdk(source, context.sdkClient),
    debug_meta: copyTree(source, "debug_meta", DEBUG_META),
  };
  attachStacktrace(event);
  attachTraceInMessage(event);
  addContexts(event, context.userAgent);
  addAddress(event);
  if (notes.errors.length > 0) event.errors = notes.errors;
  return scrubEvent(event);
}

/** raven sends the trace of its one exception beside it. */
function attachStacktrace(event: Event): void {
  const [only, ...others] = event.exception?.values ?? [];
  if (!only || others.length > 0 || only.stacktrace || !event.stacktrace) return;
  only.stacktrace = event.stacktrace;
  delete event.stacktrace;
}

function addContexts(event: Event, userAgent: string | undefined): void {
  const contexts = event.contexts ?? {};
  const sent = event.request?.headers?.find(([name]) => name === "User-Agent")?.[1];
  // Only browsers deliver their events themselves; otherwise it is the user agent of a server.
  deriveContexts(
    contexts,
    sent ?? (event.platform === "javascript" || event.security ? userAgent : undefined),
  );
  if (Object.keys(contexts).length === 0) delete event.contexts;
}

/** Servers name the address of their client in the environment of the request. */
function addAddress(event: Event): void {
  const remote = event.request?.env?.["REMOTE_ADDR"];
  if (event.user?.ip_address !== undefined || typeof remote !== "string") return;
  const address = parseIpAddress(remote);
  if (address) event.user = { ...event.user, ip_address: address };
}

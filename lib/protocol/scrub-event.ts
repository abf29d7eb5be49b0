import type { Event, HttpRequest, Json, JsonObject, Stacktrace } from "./event";
import { setKey } from "./normalise/copy-json";
import { FILTERED, isCardNumber, scrubText } from "./normalise/scrub-text";
import { isSensitiveKey } from "./normalise/sensitive-key";

/**
 * Replaces secrets by `[Filtered]` before anything is stored: values under names like `password` or `api_key`, all
 * cookies, card numbers, passwords in URLs. Reaches the fields where data arrives unasked: request, extra, contexts,
 * variables of frames, data of breadcrumbs and of the user, browser reports. Changes `event` in place and returns it.
 */
export function scrubEvent(event: Event): Event {
  for (const { frames } of stacktracesOf(event)) for (const frame of frames) scrubObject(frame.vars);
  for (const { mechanism } of event.exception?.values ?? []) {
    scrubObject(mechanism?.data);
    scrubObject(mechanism?.meta);
  }
  for (const breadcrumb of event.breadcrumbs?.values ?? []) {
    scrubObject(breadcrumb.data);
    if (breadcrumb.message) breadcrumb.message = scrubText(breadcrumb.message);
  }
  for (const context of Object.values(event.contexts ?? {})) scrubObject(context);
  scrubObject(event.extra);
  scrubObject(event.user?.data);
  if (event.request) scrubRequest(event.request);
  scrubReport(event);
  for (const error of event.errors ?? []) {
    if (error.value !== undefined) error.value = isSensitiveKey(error.name) ? FILTERED : scrub(error.value);
  }
  return event;
}

function stacktracesOf(event: Event): Stacktrace[] {
  const exceptions = event.exception?.values ?? [];
  const threads = event.threads?.values ?? [];
  const traces = [
    event.stacktrace,
    ...exceptions.flatMap((exception) => [exception.stacktrace, exception.raw_stacktrace]),
    ...threads.map((thread) => thread.stacktrace),
  ];
  return traces.filter((trace) => trace !== undefined);
}

function scrubRequest(request: HttpRequest): void {
  if (request.url) request.url = scrubText(request.url);
  if (request.fragment) request.fragment = scrubText(request.fragment);
  if (request.data !== undefined) request.data = scrub(request.data);
  scrubObject(request.env);
  for (const pair of request.cookies ?? []) pair[1] = FILTERED;
  for (const pair of [...(request.headers ?? []), ...(request.query_string ?? [])]) {
    pair[1] = isSensitiveKey(pair[0]) ? FILTERED : scrubText(pair[1]);
  }
}

function scrubReport({ security }: Event): void {
  if (!security) return;
  scrubObject(security.report);
  if (security.blocked_uri) security.blocked_uri = scrubText(security.blocked_uri);
  if (security.document_uri) security.document_uri = scrubText(security.document_uri);
}

function scrubObject(object: JsonObject | undefined): void {
  if (!object) return;
  for (const key of Object.keys(object)) {
    const value = object[key] as Json;
    if (value === null || typeof value === "boolean") continue;
    const clean = isSensitiveKey(key) ? FILTERED : scrub(value);
    if (clean !== value) setKey(object, key, clean);
  }
}

function scrub(value: Json): Json {
  if (typeof value === "string") return scrubText(value);
  if (typeof value === "number") return value >= 1e12 && isCardNumber(String(value)) ? FILTERED : value;
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) value[i] = scrub(value[i] as Json);
  } else if (value !== null && typeof value === "object") {
    scrubObject(value);
  }
  return value;
}

/**
 * The normalised event: Sentry's event schema after `normaliseEvent`.
 *
 * Wire names (snake_case) are kept, so that the stored payload is what SDK authors know. Every field is either
 * absent or exactly of the type written here; whatever else a client sent was converted, or dropped and noted in
 * `errors`.
 */
export interface Event {
  /** 32 lower-case hex digits. */
  event_id: string;
  type: EventType;
  /** When it happened, by the client's clock after drift correction: ISO 8601, UTC, milliseconds. */
  timestamp: string;
  /** When we received it: ISO 8601, UTC, milliseconds. */
  received: string;
  level: Level;
  /** `javascript`, `python`, `node`, …; `other` when missing or unknown. */
  platform: string;
  logger?: string;
  transaction?: string;
  /** The legacy field as the client sent it; the culprit that we show comes from `describeEvent`. */
  culprit?: string;
  server_name?: string;
  release?: string;
  dist?: string;
  environment?: string;
  logentry?: LogEntry;
  /** Oldest cause first, the one that was thrown last. */
  exception?: { values: Exception[] };
  stacktrace?: Stacktrace;
  threads?: { values: Thread[] };
  template?: Template;
  /** A browser's report; present if `type` is one of the security types. */
  security?: SecurityReport;
  breadcrumbs?: { values: Breadcrumb[] };
  user?: User;
  request?: HttpRequest;
  contexts?: Record<string, JsonObject>;
  /** Unique keys, in the order of the client. */
  tags: [key: string, value: string][];
  extra?: JsonObject;
  modules?: Record<string, string>;
  fingerprint?: string[];
  checksum?: string;
  sdk?: Sdk;
  debug_meta?: JsonObject;
  /** What grouped it when it arrived: the version, and the revision of the project's rules (0 for none). Ours alone. */
  grouping?: { version: string; revision: number };
  /** What normalisation changed or dropped, so that a person can see it on the event. */
  errors?: EventError[];
}

export type Json = null | boolean | number | string | Json[] | JsonObject;
export interface JsonObject {
  [key: string]: Json;
}

export const LEVELS = ["fatal", "error", "warning", "info", "debug"] as const;
export type Level = (typeof LEVELS)[number];

/** `error` has an exception, `default` only a message; the others are browser reports. */
export type EventType = "error" | "default" | "csp" | "hpkp" | "expectct" | "expectstaple";

export interface LogEntry {
  /** The template, if the SDK sent one (`user %s failed`). */
  message?: string;
  params?: Json[] | JsonObject;
  /** What a person reads. Always there; equals `message` when nothing was to be filled in. */
  formatted: string;
}

export interface Exception {
  type?: string;
  value?: string;
  module?: string;
  thread_id?: string;
  mechanism?: Mechanism;
  stacktrace?: Stacktrace;
  /** Before symbolication or renaming, if the SDK sent both. */
  raw_stacktrace?: Stacktrace;
}

export interface Mechanism {
  type: string;
  handled?: boolean;
  synthetic?: boolean;
  source?: string;
  exception_id?: number;
  parent_id?: number;
  is_exception_group?: boolean;
  help_link?: string;
  description?: string;
  data?: JsonObject;
  meta?: JsonObject;
}

export interface Stacktrace {
  /** Oldest call first; the last frame is where it crashed. */
  frames: Frame[];
  /** Index range left out by the SDK or by our limit of 250 frames. */
  frames_omitted?: [from: number, to: number];
}

export interface Frame {
  filename?: string;
  abs_path?: string;
  function?: string;
  raw_function?: string;
  module?: string;
  package?: string;
  platform?: string;
  lineno?: number;
  colno?: number;
  pre_context?: string[];
  context_line?: string;
  post_context?: string[];
  in_app?: boolean;
  vars?: JsonObject;
  instruction_addr?: string;
  addr_mode?: string;
  symbol_addr?: string;
  image_addr?: string;
  lock?: JsonObject;
  trust?: string;
}

export interface Thread {
  id?: string;
  name?: string;
  crashed?: boolean;
  current?: boolean;
  main?: boolean;
  state?: string;
  stacktrace?: Stacktrace;
}

export interface Template {
  filename?: string;
  abs_path?: string;
  lineno?: number;
  pre_context?: string[];
  context_line?: string;
  post_context?: string[];
}

export interface SecurityReport {
  /** `effective-directive` for CSP, host name for the certificate reports. */
  directive?: string;
  blocked_uri?: string;
  document_uri?: string;
  /** The report as the browser sent it, trimmed. */
  report: JsonObject;
}

export interface Breadcrumb {
  /** ISO 8601, UTC, milliseconds. */
  timestamp?: string;
  type: string;
  category?: string;
  level: Level;
  message?: string;
  data?: JsonObject;
  event_id?: string;
}

export interface User {
  id?: string;
  email?: string;
  username?: string;
  name?: string;
  ip_address?: string;
  segment?: string;
  geo?: JsonObject;
  data?: JsonObject;
}

export interface HttpRequest {
  method?: string;
  url?: string;
  query_string?: [string, string][];
  fragment?: string;
  /** Header names in `Title-Case`, in the order of the client. */
  headers?: [string, string][];
  cookies?: [string, string][];
  data?: Json;
  env?: JsonObject;
}

export interface Sdk {
  name: string;
  version: string;
  integrations?: string[];
  packages?: { name: string; version: string }[];
}

export interface EventError {
  type:
    | "invalid_data"
    | "value_too_long"
    | "too_many_values"
    | "clock_drift"
    | "past_timestamp"
    | "future_timestamp";
  /** Path of the field, for example `exception.values.0.stacktrace.frames.3.lineno`. */
  name: string;
  /** What was wrong and what we did, as a sentence for a person. */
  reason: string;
  /** The refused value, if it is short (≤ 200 characters as JSON). */
  value?: Json;
}

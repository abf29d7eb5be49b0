import { randomUUID } from "node:crypto";
import { plainSettings } from "@/lib/grouping/settings";
import { CURRENT_VERSION } from "@/lib/grouping/group-event";
import type { KeyEntry } from "@/lib/ingest/key-directory";
import { prepareEvent } from "@/lib/ingest/prepare-event";
import type { PreparedEvent } from "@/lib/ingest/prepared-event";
import type { LogJson } from "@/lib/logs/schemas";
import type { JsonObject, Level } from "@/lib/protocol/event";
import { logPlatform } from "@/lib/issues/constants";
import type { LinePattern } from "@/lib/logs/issues/read-patterns";

/** What of a line becomes part of an event. Texts are '' where it has none. */
export interface SourceLine {
  id: string;
  /** ISO 8601, UTC, nine digits. */
  time: string;
  severity: number;
  host: string;
  service: string;
  logger: string;
  traceId: string;
  spanId: string;
  message: string;
  attributes: Record<string, LogJson>;
}

/** No key brought these events. */
const NO_KEY = "00000000-0000-0000-0000-000000000000";

/** Where senders put the environment and the release of what wrote a line, the surest first. */
const environments = [
  "environment",
  "env",
  "deployment.environment.name",
  "deployment.environment",
  "sentry.environment",
];
const releases = ["release", "sentry.release", "service.version"];

/** The word of an event's level for OpenTelemetry's number. */
export function eventLevel(severity: number): Level {
  if (severity >= 21) return "fatal";
  if (severity >= 17) return "error";
  if (severity >= 13) return "warning";
  return severity >= 9 ? "info" : "debug";
}

/** The environment that a line names, or ''. */
export function environmentOf({ attributes }: Pick<SourceLine, "attributes">): string {
  return firstText(attributes, environments);
}

/** The release that a line names, or ''. */
export function releaseOf({ attributes }: Pick<SourceLine, "attributes">): string {
  return firstText(attributes, releases);
}

function firstText(attributes: Record<string, LogJson>, names: readonly string[]): string {
  const found = names
    .map((name) => attributes[name])
    .find((value) => typeof value === "string" && value !== "");
  return typeof found === "string" ? found : "";
}

/** A line as an event of its pattern's issue: cleaned and without secrets as every event, grouped by the pattern alone. */
export function prepareLine(pattern: LinePattern, line: SourceLine, receivedAt: Date): PreparedEvent {
  const { projectId, hash, filter, title } = pattern;
  const environment = environmentOf(line);
  const release = releaseOf(line);
  const raw: JsonObject = {
    event_id: randomUUID().replaceAll("-", ""),
    timestamp: line.time,
    platform: "other",
    level: eventLevel(line.severity),
    message: line.message,
    culprit: line.service || line.logger || line.host,
    fingerprint: ["log-pattern", hash],
    tags: line.service === "" ? {} : { service: line.service },
    contexts: {
      ...(line.traceId === ""
        ? {}
        : { trace: { trace_id: line.traceId, ...(line.spanId && { span_id: line.spanId }) } }),
      log_line: { id: line.id, time: line.time, pattern: title, filter },
    },
    extra: line.attributes,
    ...(line.host !== "" && { server_name: line.host }),
    ...(line.logger !== "" && { logger: line.logger }),
    ...(environment !== "" && { environment }),
    ...(release !== "" && { release }),
  };
  const prepared = prepareEvent(raw, keyOf(projectId), { receivedAt });
  // A rule of the project may have its own mind about the message; these events belong together all the same.
  return { ...prepared, hashes: [hash], type: title, message: "", platform: logPlatform };
}

function keyOf(projectId: number): KeyEntry {
  return {
    publicKey: "",
    keyId: NO_KEY,
    projectId,
    isActive: true,
    expiresAt: null,
    eventsPerMinute: null,
    projectEventsPerMinute: null,
    projectLogsPerMinute: null,
    grouping: plainSettings(CURRENT_VERSION),
  };
}

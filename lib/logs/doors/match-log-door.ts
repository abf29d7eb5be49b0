export type LogDoorName = "loggly" | "hec" | "gelf" | "elastic" | "otlp" | "loki" | "generic";

/** A path that belongs to a log door. */
export interface LogDoor {
  name: LogDoorName;
  /**
   * What is asked of that door. loggly: `input`, `bulk`. hec: `event`, `raw`, `ack`, `health`. gelf, otlp, generic: `send`.
   * loki: `push`, `ready`. elastic: `root`, `license`, `xpack`, `bulk`, `index_template`, `template`, `ilm`, `data_stream`,
   * `ingest`, `cluster_health`, `cat_health`, `nodes`, `refresh`, `index` (an index or alias itself), `other` (under
   * `/elastic/` alone).
   */
  action: string;
  /** The token in the path, as written. */
  token?: string;
  /** Tags in the path (Loggly). */
  tags?: string[];
  /** The project id in the path (OTLP as Sentry has it). */
  projectId?: string;
  /** The index in the path (Elasticsearch). */
  index?: string;
  /** What follows the words that name the action: `logs-template` of `/_index_template/logs-template`. */
  rest?: string;
}

const HEC: Record<string, string> = {
  "": "event",
  event: "event",
  "event/1.0": "event",
  raw: "raw",
  "raw/1.0": "raw",
  ack: "ack",
  "ack/1.0": "ack",
  health: "health",
  "health/1.0": "health",
};

const ELASTIC: Record<string, string> = {
  _license: "license",
  _xpack: "xpack",
  _bulk: "bulk",
  _index_template: "index_template",
  _component_template: "index_template",
  _template: "template",
  _ilm: "ilm",
  _data_stream: "data_stream",
  _ingest: "ingest",
  _nodes: "nodes",
};

/**
 * Which log door a path leads to; null for everything that is not ours. Runs of slashes count as one and the last one is
 * optional. `/` and the names of indexes belong to the pages: what Elasticsearch's senders ask there is told by
 * `matchElasticProbe`, or stands under `/elastic`, which nothing else has.
 */
export function matchLogDoor(path: string): LogDoor | null {
  const parts = path.split("/").filter((part) => part !== "");
  const [first = "", second, third] = parts;
  switch (first) {
    case "inputs":
    case "bulk":
      return matchLoggly(parts);
    case "loggly":
      return second === "inputs" || second === "bulk" ? matchLoggly(parts.slice(1)) : null;
    case "services":
      return second === "collector" ? matchHec(parts.slice(2).join("/")) : null;
    case "gelf":
      return parts.length === 1 ? { name: "gelf", action: "send" } : null;
    case "v1":
      return second === "logs" && parts.length === 2 ? { name: "otlp", action: "send" } : null;
    case "otlp":
      return second === "v1" && third === "logs" && parts.length === 3
        ? { name: "otlp", action: "send" }
        : null;
    case "loki":
      return parts.slice(1).join("/") === "api/v1/push" ? { name: "loki", action: "push" } : null;
    case "ready":
      return parts.length === 1 ? { name: "loki", action: "ready" } : null;
    case "ingest":
      return parts.length <= 2 ? { name: "generic", action: "send", token: second } : null;
    case "elastic":
      return matchElastic(parts.slice(1)) ?? elasticElsewhere(parts.slice(1));
    case "api":
      return matchSentryOtlp(parts);
    // Next's own files.
    case "_next":
      return null;
    default:
      return matchElastic(parts);
  }
}

/**
 * What a sender that takes us for Elasticsearch asks of addresses that are pages for everybody else: `/`, and whether an index
 * exists. It is known by its token or by its name. Null for people.
 */
export function matchElasticProbe(
  method: string,
  path: string,
  { hasToken, userAgent = "" }: { hasToken: boolean; userAgent?: string },
): LogDoor | null {
  if (method !== "HEAD" && method !== "GET") return null;
  if (!hasToken && !isElasticAgent(userAgent)) return null;
  const parts = path.split("/").filter((part) => part !== "");
  const [index] = parts;
  if (index === undefined) return { name: "elastic", action: "root" };
  return method === "HEAD" && parts.length === 1 ? { name: "elastic", action: "index", index } : null;
}

const AGENTS = [
  "elastic",
  "logstash",
  "filebeat",
  "metricbeat",
  "heartbeat",
  "auditbeat",
  "packetbeat",
  "winlogbeat",
  "journalbeat",
  "functionbeat",
  "libbeat",
  "manticore",
];

function isElasticAgent(userAgent: string): boolean {
  const name = userAgent.slice(0, 40).toLowerCase();
  return AGENTS.some((agent) => name.startsWith(agent));
}

/** `/inputs/TOKEN`, `/bulk/TOKEN/tag/a,b/`. */
function matchLoggly([kind, token, word, tags, ...others]: string[]): LogDoor | null {
  if (token === undefined || others.length > 0 || (word !== undefined && word !== "tag")) return null;
  const list = tags === undefined ? undefined : decode(tags).split(",").filter(Boolean);
  return { name: "loggly", action: kind === "bulk" ? "bulk" : "input", token, tags: list };
}

function matchHec(rest: string): LogDoor | null {
  const action = Object.hasOwn(HEC, rest) ? HEC[rest] : undefined;
  return action === undefined ? null : { name: "hec", action };
}

function matchSentryOtlp(parts: string[]): LogDoor | null {
  const [, projectId, ...rest] = parts;
  return rest.join("/") === "integration/otlp/v1/logs" ? { name: "otlp", action: "send", projectId } : null;
}

/** Paths in which a word begins with an underscore, as no page's does. */
function matchElastic(parts: string[]): LogDoor | null {
  const [first = "", second, ...others] = parts;
  const rest = parts.slice(1).map(decode).join("/") || undefined;
  if (first === "_cluster" && second === "health") return { name: "elastic", action: "cluster_health" };
  if (first === "_cat" && second === "health") return { name: "elastic", action: "cat_health" };
  if (Object.hasOwn(ELASTIC, first)) return { name: "elastic", action: ELASTIC[first] as string, rest };
  if (others.length > 0 || first.startsWith("_")) return null;
  if (second === "_bulk") return { name: "elastic", action: "bulk", index: decode(first) };
  return second === "_refresh" ? { name: "elastic", action: "refresh", index: decode(first) } : null;
}

function elasticElsewhere(parts: string[]): LogDoor {
  const [index, ...rest] = parts.map(decode);
  if (index === undefined) return { name: "elastic", action: "root" };
  if (rest.length > 0 || index.startsWith("_"))
    return { name: "elastic", action: "other", rest: parts.join("/") };
  return { name: "elastic", action: "index", index };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

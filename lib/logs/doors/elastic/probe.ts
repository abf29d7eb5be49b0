import type { ActiveRequest, IngestResponse } from "@/lib/ingest/request";
import type { LogDoor } from "@/lib/logs/doors/match-log-door";
import type { JsonObject } from "@/lib/protocol/event";
import { respondElastic } from "./respond";

const CLUSTER = "jackdaw";
const CLUSTER_ID = "amFja2Rhdy1sb2dzLTAwMA";
const LICENSE_ID = "6a61636b-6461-4077-8000-000000000000";
const DEFAULT_VERSION = "8.19.0";

/**
 * Answers what senders ask before and beside `_bulk`. Templates, policies and pipelines are acknowledged and forgotten: whoever
 * asks for one hears that there is none, and sends it.
 */
export function probeElastic(request: ActiveRequest, door: LogDoor): IngestResponse {
  const ok = (body: JsonObject) => respondElastic(request, 200, body);
  switch (door.action) {
    case "root":
      return ok(describeNode(request.headers["user-agent"]));
    case "license":
      return ok({
        license: {
          status: "active",
          uid: LICENSE_ID,
          type: "basic",
          issue_date: "2026-01-01T00:00:00.000Z",
          issue_date_in_millis: 1_767_225_600_000,
          max_nodes: 1_000,
          issued_to: CLUSTER,
          issuer: "elasticsearch",
          start_date_in_millis: -1,
        },
      });
    case "xpack":
      return ok({
        build: { hash: "unknown", date: "2026-01-01T00:00:00.000000Z" },
        license: { uid: LICENSE_ID, type: "basic", mode: "basic", status: "active" },
        features: {
          ilm: { available: true, enabled: true },
          security: { available: true, enabled: true },
          monitoring: { available: false, enabled: false },
        },
        tagline: "You know, for X",
      });
    case "cluster_health":
      return ok(describeHealth());
    case "cat_health":
      return tellCatHealth(request);
    case "nodes":
      return ok(describeNodes(request));
    case "refresh":
      return ok({ _shards: { total: 1, successful: 1, failed: 0 } });
    case "index_template":
    case "template":
      return isQuestion(request) ? notFound(request, door) : ok({ acknowledged: true });
    case "ilm":
    case "ingest":
    case "data_stream":
      return ok(isQuestion(request) ? describeNamed(door) : { acknowledged: true });
    case "index":
      return ok(isQuestion(request) ? describeIndex(door) : createdIndex(door));
    default:
      return notFound(request, door);
  }
}

function isQuestion({ method }: ActiveRequest): boolean {
  return method === "GET" || method === "HEAD";
}

/** Beats refuse servers older than themselves and Logstash tests the major version: each is told its own, from 8 on. */
function describeNode(userAgent = ""): JsonObject {
  const [, version] =
    /^(?:Elastic-\w{1,32}|logstash|elasticsearch-\w{1,32})\/((?:8|9|1\d)\.\d{1,3}\.\d{1,3})\b/i.exec(
      userAgent,
    ) ?? [];
  return {
    name: CLUSTER,
    cluster_name: CLUSTER,
    cluster_uuid: CLUSTER_ID,
    version: {
      number: version ?? DEFAULT_VERSION,
      build_flavor: "default",
      build_type: "docker",
      build_hash: "unknown",
      build_date: "2026-01-01T00:00:00.000000000Z",
      build_snapshot: false,
      lucene_version: "9.12.2",
      minimum_wire_compatibility_version: "7.17.0",
      minimum_index_compatibility_version: "7.0.0",
    },
    tagline: "You Know, for Search",
  };
}

function describeHealth(): JsonObject {
  return {
    cluster_name: CLUSTER,
    status: "green",
    timed_out: false,
    number_of_nodes: 1,
    number_of_data_nodes: 1,
    active_primary_shards: 1,
    active_shards: 1,
    relocating_shards: 0,
    initializing_shards: 0,
    unassigned_shards: 0,
    delayed_unassigned_shards: 0,
    number_of_pending_tasks: 0,
    number_of_in_flight_fetch: 0,
    task_max_waiting_in_queue_millis: 0,
    active_shards_percent_as_number: 100,
  };
}

function tellCatHealth(request: ActiveRequest): IngestResponse {
  const answer = respondElastic(request, 200, {});
  const seconds = Math.floor(Date.now() / 1_000);
  const clock = new Date().toISOString().slice(11, 19);
  const line = `${seconds} ${clock} ${CLUSTER} green 1 1 1 1 0 0 0 0 - 100.0%\n`;
  return {
    ...answer,
    headers: { ...answer.headers, "content-type": "text/plain; charset=UTF-8" },
    body: request.method === "HEAD" ? "" : line,
  };
}

/** A client that sniffs sends to the addresses it finds here: to the one that it has already. */
function describeNodes({ headers }: ActiveRequest): JsonObject {
  const address = headers["host"] ?? "";
  const http = {
    bound_address: [address],
    publish_address: address,
    max_content_length_in_bytes: 20_971_520,
  };
  return {
    _nodes: { total: 1, successful: 1, failed: 0 },
    cluster_name: CLUSTER,
    nodes: {
      [CLUSTER_ID]: { name: CLUSTER, version: DEFAULT_VERSION, roles: ["data", "ingest", "master"], http },
    },
  };
}

function describeNamed({ action, rest = "" }: LogDoor): JsonObject {
  if (action === "data_stream") {
    const stream = {
      name: rest,
      timestamp_field: { name: "@timestamp" },
      indices: [],
      generation: 1,
      status: "GREEN",
    };
    return { data_streams: [stream] };
  }
  const named: JsonObject = action === "ilm" ? { version: 1, policy: { phases: {} } } : { processors: [] };
  return Object.fromEntries([[rest, named]]);
}

function describeIndex({ index = "" }: LogDoor): JsonObject {
  return Object.fromEntries([[index, { aliases: {}, mappings: {}, settings: {} }]]);
}

function createdIndex({ index = "" }: LogDoor): JsonObject {
  return { acknowledged: true, shards_acknowledged: true, index };
}

function notFound(request: ActiveRequest, { rest = "" }: LogDoor): IngestResponse {
  const cause = { type: "resource_not_found_exception", reason: `[${rest}] is not here` };
  return respondElastic(request, 404, { error: { root_cause: [cause], ...cause }, status: 404 });
}

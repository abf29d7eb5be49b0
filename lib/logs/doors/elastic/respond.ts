import type { ActiveRequest, IngestResponse } from "@/lib/ingest/request";
import { filterPath } from "@/lib/logs/parse/elastic/filter-path";
import type { JsonObject } from "@/lib/protocol/event";

/**
 * An answer with the header by which clients know Elasticsearch, in the content type that they ask for, cut down to
 * `?filter_path=`. HEAD gets no body.
 */
export function respondElastic(
  request: ActiveRequest,
  status: number,
  body: JsonObject,
  headers: Record<string, string> = {},
): IngestResponse {
  const filter = request.query.get("filter_path");
  return {
    status,
    headers: {
      "x-elastic-product": "Elasticsearch",
      "content-type": contentType(request.headers["accept"]),
      "x-content-type-options": "nosniff",
      ...headers,
    },
    body: request.method === "HEAD" ? "" : JSON.stringify(filter ? filterPath(body, filter) : body),
  };
}

/** Clients of 8 and later ask for a version of the API by a media type of its own. */
function contentType(accept = ""): string {
  const [, version] = /application\/vnd\.elasticsearch\+json;\s?compatible-with=([789])/.exec(accept) ?? [];
  return version ? `application/vnd.elasticsearch+json;compatible-with=${version}` : "application/json";
}

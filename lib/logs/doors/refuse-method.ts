import { CORS_HEADERS } from "@/lib/ingest/cors";
import type { IngestRequest, IngestResponse } from "@/lib/ingest/request";

/** The answer to a method that a door does not know; undefined for one that it knows. `OPTIONS` is answered before. */
export function refuseMethod({ method }: IngestRequest, ...allowed: string[]): IngestResponse | undefined {
  if (allowed.includes(method)) return undefined;
  return { status: 405, headers: { ...CORS_HEADERS, allow: [...allowed, "OPTIONS"].join(", ") }, body: "" };
}

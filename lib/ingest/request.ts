import type { Reservation } from "./reserve-memory";

/** An HTTP request as the ingest door sees it, whichever server took it. */
export interface IngestRequest {
  method: string;
  /** Path without query, as sent. */
  path: string;
  query: URLSearchParams;
  /** Lower-case names; a repeated header is joined by comma. */
  headers: Record<string, string | undefined>;
  body: AsyncIterable<Uint8Array>;
  /** The client's address, after the trusted proxies. */
  remoteAddress?: string;
}

/** A request that is being answered. */
export interface ActiveRequest extends IngestRequest {
  /** What its body takes until it is answered. */
  memory: Reservation;
}

export interface IngestResponse {
  status: number;
  headers: Record<string, string>;
  body: string | Uint8Array;
}

import type { KeyEntry } from "@/lib/ingest/key-directory";
import type { LogLine } from "@/lib/logs/line";

/** Where lines come from. */
export interface LineSource {
  /** `generic`, `loggly`, `hec`, `gelf`, `elastic`, `otlp`, `loki`, `sentry`, or a listener's kind. */
  door: string;
  /** The sender's address. */
  remote?: string;
  /** Bytes that these lines took in the request, unpacked. */
  rawBytes: number;
}

/**
 * Stores lines of one project; returns when they are durable: committed, or on this machine's disk while Postgres is away or
 * slow. The lines are taken over and changed. Empty lists are fine.
 * Throws `RateLimitError` when the project has had its lines for this minute (counted here as rate limited), `OverloadError`
 * when there is no room; without a spool also what keeps Postgres from storing them.
 */
export async function acceptLines(_key: KeyEntry, _lines: LogLine[], _source: LineSource): Promise<void> {}

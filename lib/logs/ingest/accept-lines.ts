import { setImmediate } from "node:timers/promises";
import { isDiskFull } from "@/lib/health/watch-disk";
import { countOutcome } from "@/lib/ingest/count-outcome";
import type { KeyEntry } from "@/lib/ingest/key-directory";
import { OverloadError } from "@/lib/ingest/overload-error";
import { takeFromLineLimit } from "@/lib/ingest/quota/limit-events";
import { RateLimitError } from "@/lib/ingest/rate-limit-error";
import type { LogLine } from "@/lib/logs/line";
import { gatherLines, roomForMore, startStoring } from "./gather-lines";
import type { OpenChunk } from "./open-chunk";

/** Where lines come from. */
export interface LineSource {
  /** `generic`, `loggly`, `hec`, `gelf`, `elastic`, `otlp`, `loki`, `sentry`, or a listener's kind. */
  door: string;
  /** The sender's address. */
  remote?: string;
  /** Bytes that these lines took in the request, unpacked. */
  rawBytes: number;
}

/** So many lines are written before anything else gets its turn: some milliseconds. */
const SLICE = 500;

/**
 * Stores lines of one project; returns when they are durable: committed, or on this machine's disk while Postgres is away or
 * slow. The lines are taken over and changed. Empty lists are fine. Lines of one call stay in order; a call of many thousand
 * is stored in several portions, so that of one that fails some may be stored.
 * Throws `RateLimitError` when the project has had its lines for this minute, `OverloadError` when there is no room (both
 * counted here as rate limited); without a spool also what keeps Postgres from storing them.
 */
export async function acceptLines(key: KeyEntry, lines: LogLine[], { rawBytes }: LineSource): Promise<void> {
  if (lines.length === 0) return;
  try {
    if (isDiskFull()) throw new OverloadError("the disk is almost full; send again later", "disk_full");
    takeFromLineLimit(key, lines.length);
    await storeLines(key, lines, rawBytes);
  } catch (error) {
    if (error instanceof RateLimitError) {
      const quantity = lines.length;
      countOutcome(key, { category: "log_item", outcome: "rate_limited", reason: error.reason, quantity });
    }
    throw error;
  }
}

async function storeLines(key: KeyEntry, lines: LogLine[], rawBytes: number): Promise<void> {
  const arrival = BigInt(Date.now()) * 1_000_000n;
  const chunks = new Set<OpenChunk>();
  let last: OpenChunk | undefined;
  for (let from = 0; from < lines.length; ) {
    const to = Math.min(from + SLICE, lines.length);
    const { chunk, next } = gatherLines(key, lines, { from, to, arrival, last });
    const bytes = shareOf(rawBytes, next, lines.length) - shareOf(rawBytes, from, lines.length);
    chunk.share(key.keyId, next - from, bytes);
    chunks.add(chunk);
    last = chunk;
    from = next;
    startStoring();
    if (from < lines.length) await (roomForMore() ?? setImmediate());
  }
  const [only, ...others] = chunks;
  if (only && others.length === 0) return only.done;
  // All, so that nobody hears of a failure while some are still on their way.
  const answers = await Promise.allSettled([...chunks].map(({ done }) => done));
  for (const answer of answers) if (answer.status === "rejected") throw answer.reason;
}

/** The part of `total` that falls to the first `count` of `of`. */
function shareOf(total: number, count: number, of: number): number {
  return Math.floor((total * count) / of);
}

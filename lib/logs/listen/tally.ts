import { ingestPool } from "@/lib/db/pool";
import { plainArray, timeArray } from "@/lib/db/array-literal";
import type { LineOutcome } from "./listener";

interface Count {
  stored: number;
  refused: number;
  lastAt: Date;
}

const KEPT = "25 hours";

/** What came to each listener since it was last written down. */
export class Tally {
  private counts = new Map<string, Count>();

  add(id: string, outcome: LineOutcome, lines: number): void {
    const count = this.counts.get(id) ?? { stored: 0, refused: 0, lastAt: new Date() };
    count[outcome] += lines;
    count.lastAt = new Date();
    this.counts.set(id, count);
  }

  /** Adds what was counted to its hour, and forgets hours that are over for a day. On failure nothing is lost. */
  async write(): Promise<void> {
    if (this.counts.size === 0) return;
    const { counts } = this;
    this.counts = new Map();
    try {
      await writeCounts(counts);
    } catch (error) {
      for (const [id, { stored, refused }] of counts) {
        this.add(id, "stored", stored);
        this.add(id, "refused", refused);
      }
      throw error;
    }
  }
}

async function writeCounts(counts: ReadonlyMap<string, Count>): Promise<void> {
  const all = [...counts.values()];
  await ingestPool().query(
    `WITH gone AS (DELETE FROM log_listener_hour WHERE hour < now() - interval '${KEPT}')
     INSERT INTO log_listener_hour AS kept (listener_id, hour, lines, refused, last_at)
     SELECT t.id, date_trunc('hour', t.last_at), t.lines, t.refused, t.last_at
       FROM unnest($1::uuid[], $2::bigint[], $3::bigint[], $4::timestamptz[]) AS t (id, lines, refused, last_at)
       JOIN log_listener l ON l.id = t.id
         ON CONFLICT (listener_id, hour) DO UPDATE
        SET lines = kept.lines + EXCLUDED.lines, refused = kept.refused + EXCLUDED.refused,
            last_at = greatest(kept.last_at, EXCLUDED.last_at)`,
    [
      plainArray([...counts.keys()]),
      plainArray(all.map(({ stored }) => stored)),
      plainArray(all.map(({ refused }) => refused)),
      timeArray(all.map(({ lastAt }) => lastAt)),
    ],
  );
}

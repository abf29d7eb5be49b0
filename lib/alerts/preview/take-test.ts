import { createHash } from "node:crypto";
import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { RateLimitedError } from "@/lib/errors";

/** Tests of a person within a minute. */
export const testsPerMinute = 10;

/**
 * Counts a test before it is sent, so that nobody makes a mail cannon of it, not even with many requests at once. The minute
 * begins with the first test of it.
 * @throws RateLimitedError
 */
export async function takeTest({ actor }: Context): Promise<void> {
  const { rows } = await pool().query<{ count: number; seconds: number }>(
    `INSERT INTO auth_try AS t (key, count, resets_at) VALUES ($1, 1, now() + interval '1 minute')
     ON CONFLICT (key) DO UPDATE SET
       count = CASE WHEN t.resets_at <= now() THEN 1 ELSE least(t.count, $2) + 1 END,
       resets_at = CASE WHEN t.resets_at <= now() THEN excluded.resets_at ELSE t.resets_at END
     RETURNING count, extract(epoch FROM resets_at - now())::float8 AS seconds`,
    [createHash("sha256").update(`alert-test ${actor.userId}`).digest("hex"), testsPerMinute],
  );
  const [row] = rows;
  if (row && row.count > testsPerMinute)
    throw new RateLimitedError(
      `That were ${testsPerMinute} tests within a minute. Nothing was sent. Wait ${Math.ceil(row.seconds)} s.`,
      row.seconds,
    );
}

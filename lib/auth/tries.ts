import { createHash } from "node:crypto";
import { pool } from "@/lib/db/pool";
import { RateLimitedError } from "@/lib/errors";

/** Something whose failed tries are counted together, and how many are fine. */
export type TryLimit = { key: string; max: number };

/** How long it stays quiet after the last try that was let through, in minutes. */
export const pauseMinutes = 15;

/**
 * Counts a try before it is made, so that many at once cannot slip through together. Limits are taken in
 * order and the first full one stops: a paused address does not use up what others have left. `say` words the refusal.
 * @throws RateLimitedError
 */
export async function takeTry(limits: readonly TryLimit[], say = pausedMessage): Promise<void> {
  for (const { key, max } of limits) {
    const { rows } = await pool().query<{ count: number; seconds: number }>(
      `INSERT INTO auth_try AS t (key, count, resets_at)
       VALUES ($1, 1, now() + make_interval(mins => $3))
       ON CONFLICT (key) DO UPDATE SET
         count = CASE WHEN t.resets_at <= now() THEN 1 ELSE least(t.count, $2) + 1 END,
         resets_at = CASE WHEN t.resets_at > now() AND t.count >= $2 THEN t.resets_at ELSE excluded.resets_at END
       RETURNING count, extract(epoch FROM resets_at - now())::float8 AS seconds`,
      [hashed(key), max, pauseMinutes],
    );
    const [row] = rows;
    if (row && row.count > max) throw new RateLimitedError(say(row.seconds), row.seconds);
  }
}

/** How many more tries one limit lets through now. */
export async function triesLeft({ key, max }: TryLimit): Promise<number> {
  const { rows } = await pool().query<{ count: number }>(
    "SELECT count FROM auth_try WHERE key = $1 AND resets_at > now()",
    [hashed(key)],
  );
  return Math.max(0, max - (rows[0]?.count ?? 0));
}

/** After a success: the first limit starts anew, the others get back the try that was taken. Old rows go too. */
export async function giveBackTry([first, ...others]: readonly TryLimit[]): Promise<void> {
  if (first)
    await pool().query("DELETE FROM auth_try WHERE key = $1 OR resets_at < now()", [hashed(first.key)]);
  for (const { key } of others) {
    await pool().query("UPDATE auth_try SET count = greatest(count - 1, 0) WHERE key = $1", [hashed(key)]);
  }
}

function pausedMessage(seconds: number): string {
  const minutes = Math.ceil(seconds / 60);
  return `Too many tries did not match. Nothing was changed. Wait ${minutes} min, then try again.`;
}

function hashed(key: string): string {
  return createHash("sha256").update(key).digest("hex");
}

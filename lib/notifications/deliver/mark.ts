import { pool } from "@/lib/db/pool";
import { cleanText } from "@/lib/notifications/write/clean-text";
import type { Claimed } from "./claim-due";
import { nextTry, type Outcome } from "./outcome";

const ANSWER_LENGTH = 500;
/** Tries that are kept: the last ones. */
const TRIES = 20;

/**
 * Writes down what became of a try, and when the next one is. Whoever lost the claim changes nothing and gets false: another
 * worker has the delivery.
 */
export async function mark(claimed: Claimed, outcome: Outcome, tookMs: number): Promise<boolean> {
  const wait = outcome.status === "retry" ? nextTry(claimed.attempts, outcome.retryAfterSeconds) : null;
  const status = outcome.status === "retry" ? (wait === null ? "failed" : "waiting") : outcome.status;
  const answer =
    outcome.status === "retry" && wait === null
      ? `Given up after 72 hours. ${outcome.answer}`
      : outcome.answer;
  const { rowCount } = await pool().query(
    `UPDATE delivery
        SET status = $4, answer = $5, took_ms = $6, claimed_by = NULL, claimed_until = NULL,
            sent_at = CASE WHEN $4 = 'sent' THEN now() END,
            due_at = CASE WHEN $4 = 'waiting' THEN now() + make_interval(secs => $7) ELSE due_at END,
            tries = CASE WHEN jsonb_array_length(tries) < ${TRIES} THEN tries ELSE tries - 0 END
                    || jsonb_build_object('at', now(), 'status', $8::text, 'tookMs', $6::int, 'answer', $5::text)
      WHERE project_id = $1 AND id = $2 AND claimed_by = $3 AND status = 'sending'`,
    [
      claimed.projectId,
      claimed.id,
      claimed.claim,
      status,
      cleanText(answer, ANSWER_LENGTH),
      Math.round(tookMs),
      wait ?? 0,
      status === "waiting" ? "retry" : status,
    ],
  );
  return rowCount === 1;
}

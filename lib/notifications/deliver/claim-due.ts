import { pool } from "@/lib/db/pool";

/** How long a claim holds: longer than the longest try. */
export const CLAIM_SECONDS = 60;

/** Mails and requests wait for themselves alone: a mail server that hangs holds up no chat. */
export type Lane = "mail" | "request";

export type Claimed = {
  projectId: number;
  id: string;
  organizationId: string;
  recipient: string;
  notificationIds: string[];
  /** With this one. */
  attempts: number;
  /** This try's own: an answer counts only while it stands in the row. */
  claim: string;
};

/**
 * Takes deliveries that are due, oldest first, at most one of each recipient, so that messages arrive in order; a recipient
 * whose last one is still on its way, or comes before, has to wait. One whose claim ran out is taken like one that is due.
 * The claim is committed when this returns. Any number of workers.
 */
export async function claimDue(lane: Lane, limit: number): Promise<Claimed[]> {
  const { rows } = await pool().query<Claimed>(
    `WITH due AS MATERIALIZED (
       SELECT project_id, id, organization_id, recipient, due_at, status = 'sending' AND claimed_until > now() AS is_away
         FROM delivery WHERE status IN ('waiting', 'sending') AND due_at <= now()
     ), head AS MATERIALIZED (
       SELECT DISTINCT ON (organization_id, recipient) * FROM due
        ORDER BY organization_id, recipient, is_away DESC, due_at, id
     ), picked AS MATERIALIZED (
       SELECT d.project_id, d.id
         FROM head h JOIN delivery d ON d.project_id = h.project_id AND d.id = h.id
        WHERE NOT h.is_away AND $1 = CASE
                WHEN h.recipient LIKE 'user:%' THEN 'mail'
                WHEN EXISTS (SELECT FROM channel c WHERE 'channel:' || c.id = h.recipient AND c.kind = 'email') THEN 'mail'
                ELSE 'request' END
          AND (d.status = 'waiting' AND d.due_at <= now() OR d.status = 'sending' AND d.claimed_until <= now())
        ORDER BY d.due_at LIMIT $2 FOR UPDATE OF d SKIP LOCKED
     )
     UPDATE delivery d
        SET status = 'sending', claimed_by = gen_random_uuid(), claimed_until = now() + make_interval(secs => $3),
            attempts = d.attempts + 1
       FROM picked p WHERE d.project_id = p.project_id AND d.id = p.id
     RETURNING d.project_id AS "projectId", d.id, d.organization_id AS "organizationId", d.recipient,
               d.notification_ids AS "notificationIds", d.attempts, d.claimed_by AS claim`,
    [lane, limit, CLAIM_SECONDS],
  );
  return rows;
}

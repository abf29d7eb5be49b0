import type { PoolClient } from "pg";
import { cleanText } from "@/lib/protocol/normalise/clean-text";
import type { NotificationFacts } from "./facts";

/** Who is told: a channel of the organization, or a person by mail. */
export type RecipientKey = `channel:${string}` | `user:${string}`;

export type Enqueued = {
  projectId: number;
  organizationId: string;
  /** None for what no rule asked for. */
  ruleId: string | null;
  severity: "" | "warning" | "critical";
  /** `id` is made of the cause (`notificationId`). */
  notification: {
    id: string;
    kind: NotificationFacts["kind"];
    issueId: number | null;
    firingId: string | null;
    facts: NotificationFacts;
  };
  /** Each is told once, however often it stands here. */
  recipients: readonly RecipientKey[];
  /** Not told before; none means now. */
  dueAt?: Date;
  /** One delivery in so many minutes for each recipient of the rule; without it, each notification has one of its own. */
  throttleMinutes?: number;
  now?: Date;
};

/** JSON of Postgres takes no NUL and no half of a character: one in a text that was cut would keep the message from ever being told. */
function storable(_key: string, value: unknown): unknown {
  return typeof value === "string" ? cleanText(value) : value;
}

/** First key of the advisory locks of this module; the second is the project. */
const LOCK = 7_204_101;

/**
 * What counts for the throttle: what was told, is being told, or will be. A try that failed is as if it were made now, and so
 * is what was sent since whoever calls looked at the clock: judging a storm takes a while, and workers send meanwhile.
 */
const TOLD_AT = `CASE WHEN d.status = 'sent' THEN least(d.sent_at, $6::timestamptz)
                      WHEN d.status = 'sending' OR d.attempts > 0 THEN least(d.due_at, $6::timestamptz)
                      ELSE d.due_at END`;

/**
 * Writes a notification and its deliveries into the caller's transaction. A cause that was told before does nothing; the
 * answer is false then. Within the throttle, a notification joins the delivery that waits already, or opens one that waits
 * until the throttle is over: of the same rule and recipient there is never more than one that can be joined. What was tried
 * once is not joined, since the other side may have it.
 *
 * Calls for one project take turns until their transactions end: call it last, and for one project in a transaction.
 */
export async function enqueue(db: PoolClient, given: Enqueued): Promise<boolean> {
  const { projectId, organizationId, ruleId, severity, notification, throttleMinutes = 0 } = given;
  const now = given.now ?? new Date();
  const wantedAt = new Date(Math.max(given.dueAt?.getTime() ?? 0, now.getTime()));
  // A statement of its own: what the one before us wrote is seen by those that follow.
  await db.query("SELECT pg_advisory_xact_lock($1, $2)", [LOCK, projectId]);
  const { rowCount } = await db.query(
    `INSERT INTO notification (project_id, id, kind, rule_id, issue_id, firing_id, facts, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING`,
    [
      projectId,
      notification.id,
      notification.kind,
      ruleId,
      notification.issueId,
      notification.firingId,
      JSON.stringify(notification.facts, storable),
      now,
    ],
  );
  if (rowCount === 0) return false;
  const recipients = [...new Set(given.recipients)];
  const joined = throttleMinutes > 0 ? await join() : [];
  const others = recipients.filter((recipient) => !joined.includes(recipient));
  if (others.length > 0) await open(others);
  return true;

  /** Workers claim meanwhile: what was claimed before this statement reaches it is left, and a new one is opened. */
  async function join(): Promise<string[]> {
    const { rows } = await db.query<{ recipient: string }>(
      `UPDATE delivery w
          SET notification_ids = w.notification_ids || $7::uuid,
              severity = CASE WHEN 'critical' IN (w.severity, $8) THEN 'critical' WHEN w.severity = '' THEN $8 ELSE w.severity END
         FROM (SELECT DISTINCT ON (t.recipient) w.id
                 FROM unnest($3::text[]) AS t (recipient) ${dueSql("t.recipient")}
                 JOIN delivery w ON w.project_id = $1 AND ${ofRule("w")} AND w.recipient = t.recipient
                  AND w.status = 'waiting' AND w.attempts = 0
                  AND w.due_at >= CASE WHEN $5::timestamptz = $6 THEN '-infinity' ELSE $5 END AND w.due_at <= place.due_at
                ORDER BY t.recipient, w.due_at DESC) AS found
        WHERE w.project_id = $1 AND w.id = found.id AND w.status = 'waiting' AND w.attempts = 0
       RETURNING w.recipient`,
      [projectId, ruleId, recipients, throttleMinutes, wantedAt, now, notification.id, severity],
    );
    return rows.map(({ recipient }) => recipient);
  }

  async function open(to: readonly string[]): Promise<void> {
    await db.query(
      `INSERT INTO delivery (project_id, organization_id, rule_id, recipient, severity, notification_ids, created_at, due_at)
       SELECT $1, $7, $2::uuid, t.recipient, $8, ARRAY[$9::uuid], $6, place.due_at
         FROM unnest($3::text[]) AS t (recipient) ${dueSql("t.recipient")}`,
      [projectId, ruleId, to, throttleMinutes, wantedAt, now, organizationId, severity, notification.id],
    );
  }

  /** `place.due_at`: when the throttle lets a new delivery go, at the wanted time or later. */
  function dueSql(recipient: string): string {
    return `CROSS JOIN LATERAL (
              SELECT greatest($5::timestamptz, max(${TOLD_AT}) + $4::int * interval '1 minute') AS due_at
                FROM delivery d
               WHERE $4::int > 0 AND d.project_id = $1 AND ${ofRule("d")} AND d.recipient = ${recipient}
                 AND d.status IN ('waiting', 'sending', 'sent')
                 AND ${TOLD_AT} > $5::timestamptz - $4::int * interval '1 minute' AND ${TOLD_AT} <= $5) AS place`;
  }

  /** An index goes by the rule, and knows nothing of IS NOT DISTINCT FROM. */
  function ofRule(table: string): string {
    return ruleId === null ? `${table}.rule_id IS NULL AND $2::uuid IS NULL` : `${table}.rule_id = $2::uuid`;
  }
}

import { transaction } from "@/lib/db/transaction";
import { cleanText, cutText } from "@/lib/protocol/normalise/clean-text";
import { hourOf } from "./outcome";
import type { PreparedEvent } from "./prepared-event";
import { sqlStateOf } from "./refusal";
import { encodeEvent } from "./spool/encode-event";
import { writeOutcomes } from "./write-outcomes";

const MAX_TITLE = 200;
const MAX_ERROR = 1_000;

/**
 * Puts an event that the database refuses for its content among the dead letters, and counts it as one. The event
 * itself goes as bytes and the texts are made fit, so that a dead letter is never refused for the same reason. An
 * event id that lies there already is counted as a duplicate and raises the attempts of the first; a retry, whose first
 * try may have put it there, is not counted again.
 */
export async function bury(event: PreparedEvent, error: unknown, { isRetry = false } = {}): Promise<void> {
  const code = sqlStateOf(error);
  const { projectId, keyId, eventId, receivedAt } = event;
  await transaction(async (db) => {
    const { rows } = await db.query<{ isNew: boolean }>(
      `INSERT INTO dead_letter (project_id, event_id, key_id, received_at, title, code, error, record)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
       ON CONFLICT (project_id, event_id)
       DO UPDATE SET attempts = dead_letter.attempts + 1, last_tried_at = now()
       RETURNING xmax = 0 AS "isNew"`,
      [
        projectId,
        eventId,
        keyId,
        receivedAt,
        titleOf(event),
        code,
        errorText(error),
        encodeEvent({ event, isRetry: false }),
      ],
    );
    const isNew = rows[0]?.isNew ?? false;
    if (!isNew && isRetry) return;
    await writeOutcomes(db, [
      {
        projectId,
        keyId,
        bucket: hourOf(receivedAt.getTime()),
        category: "error",
        outcome: isNew ? "dead_letter" : "duplicate",
        reason: isNew ? code : "",
        quantity: 1,
      },
    ]);
  });
}

/** What an error says, at most 1,000 characters that Postgres takes. */
export function errorText(error: unknown): string {
  return cutText(cleanText(error instanceof Error ? error.message : String(error)), MAX_ERROR);
}

function titleOf({ type, message }: PreparedEvent): string {
  return cutText(cleanText([type, message].filter(Boolean).join(": ")), MAX_TITLE);
}

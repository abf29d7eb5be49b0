import { transaction } from "@/lib/db/transaction";
import { errorText } from "@/lib/ingest/dead-letter";
import { hourOf } from "@/lib/ingest/outcome";
import { sqlStateOf } from "@/lib/ingest/refusal";
import { writeOutcomes } from "@/lib/ingest/write-outcomes";
import type { DeadLetter } from "./read-letters";
import { uncount } from "./take-out";

/**
 * Notes that trying again failed: when, how often, and what was said this time. Refused for another reason than before,
 * it is counted under that one. A letter that is gone meanwhile is passed over.
 */
export async function noteFailure(letter: DeadLetter, error: unknown): Promise<void> {
  const { projectId, eventId, keyId, receivedAt } = letter;
  const code = sqlStateOf(error);
  await transaction(async (db) => {
    const { rows } = await db.query<{ code: string }>(
      "SELECT code FROM dead_letter WHERE project_id = $1 AND event_id = $2 FOR UPDATE",
      [projectId, eventId],
    );
    const before = rows[0]?.code;
    if (before === undefined) return;
    await db.query(
      `UPDATE dead_letter SET attempts = attempts + 1, last_tried_at = now(), code = $3, error = $4
        WHERE project_id = $1 AND event_id = $2`,
      [projectId, eventId, code, errorText(error)],
    );
    if (code === before) return;
    await uncount(db, [{ ...letter, code: before }]);
    const bucket = hourOf(receivedAt.getTime());
    await writeOutcomes(db, [
      { projectId, keyId, bucket, category: "error", outcome: "dead_letter", reason: code, quantity: 1 },
    ]);
  });
}

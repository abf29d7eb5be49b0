import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { findProject } from "@/lib/projects/find-project";
import { countDeadLetters } from "./count-dead-letters";
import { type DeadLetterChoice, deadLetterBatchLimit, type DeleteResult } from "./schemas";

/**
 * Deletes dead letters for good, at most 1,000 in one go. Their counts stay: they were received and not stored.
 * Ids that are not (or no longer) dead letters of this project are passed over.
 * @throws NotFoundError
 */
export async function deleteDeadLetters(
  ctx: Context,
  { slug, choice }: { slug: string; choice: DeadLetterChoice },
): Promise<DeleteResult> {
  authorize(ctx, "event:write");
  const { id } = await findProject(ctx, slug);
  const { rowCount } = await pool().query(
    `DELETE FROM dead_letter
      WHERE project_id = $1 AND event_id IN
            (SELECT event_id FROM dead_letter
              WHERE project_id = $1 AND ($2::uuid[] IS NULL OR event_id = ANY($2))
              ORDER BY event_id LIMIT $3 FOR UPDATE)`,
    [id, "all" in choice ? null : choice.eventIds, deadLetterBatchLimit],
  );
  return { deleted: rowCount ?? 0, left: "all" in choice ? await countDeadLetters(id) : 0 };
}

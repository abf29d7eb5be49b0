import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { transaction } from "@/lib/db/transaction";
import { ConflictError } from "@/lib/errors";
import { CURRENT_VERSION } from "@/lib/grouping/group-event";
import { findGrouping, transitionOf } from "./find-grouping";

/** How long events get the hashes of both versions after an upgrade: time for known issues to come by once more. */
export const transitionDays = 30;

/**
 * Groups new events by the newest version. For 30 days the version before is asked too, so that known issues are found by
 * their old hash and learn their new one.
 * @throws ConflictError when the project has it already
 * @throws NotFoundError
 */
export async function upgradeVersion(ctx: Context, { slug }: { slug: string }): Promise<void> {
  authorize(ctx, "project:write");
  await transaction(async (db) => {
    const { projectId, version } = await findGrouping(ctx, slug, { db, lock: true });
    if (version === CURRENT_VERSION) {
      throw new ConflictError("This project groups by the newest version already. Nothing was changed.");
    }
    await db.query(
      `UPDATE project SET grouping_version = $2, previous_grouping_version = grouping_version,
              grouping_transition_ends_at = now() + make_interval(days => $3)
        WHERE id = $1`,
      [projectId, CURRENT_VERSION, transitionDays],
    );
  });
}

/**
 * Goes back to the version before the upgrade. What arrived meanwhile has the hashes of both, so no issue is opened twice.
 * @throws ConflictError when no upgrade is under way
 * @throws NotFoundError
 */
export async function rollBackVersion(ctx: Context, { slug }: { slug: string }): Promise<void> {
  authorize(ctx, "project:write");
  await transaction(async (db) => {
    const stored = await findGrouping(ctx, slug, { db, lock: true });
    const transition = transitionOf(stored, new Date());
    if (!transition) {
      throw new ConflictError(
        "No upgrade is under way, or its 30 days are over: issues are no longer known by their old hashes. Nothing was changed.",
      );
    }
    await db.query(
      `UPDATE project SET grouping_version = $2, previous_grouping_version = NULL, grouping_transition_ends_at = NULL
        WHERE id = $1`,
      [stored.projectId, transition.from],
    );
  });
}

import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { transaction } from "@/lib/db/transaction";
import { NotFoundError } from "@/lib/errors";
import { type ListenerKind, NOT_TRIED } from "@/lib/logs/listen/schemas";
import { findProject } from "@/lib/projects/find-project";
import { checkRules } from "./check-rules";
import { refuseTakenPort } from "./refuse-taken-port";
import type { ListenerChange } from "./schemas";

/**
 * Changes what is given and leaves the rest. The front follows within seconds: rules change while it listens, for another
 * kind or port it opens anew.
 * @throws NotFoundError for a listener of elsewhere, or a project that does not exist for who asks
 * @throws InvalidInputError for rules that cannot be read
 * @throws ConflictError when the port has another listener
 */
export async function changeListener(ctx: Context, id: string, change: ListenerChange): Promise<void> {
  authorize(ctx, "listener:write");
  if (change.rules !== undefined) checkRules(change.rules);
  await transaction(async (db) => {
    const { rows } = await db.query<{ kind: ListenerKind; port: number }>(
      "SELECT kind, port FROM log_listener WHERE id = $1 AND organization_id = $2 FOR UPDATE",
      [id, ctx.actor.organizationId],
    );
    const [before] = rows;
    if (!before) throw new NotFoundError();
    const { kind = before.kind, port = before.port, project, rules, isEnabled } = change;
    const projectId = typeof project === "string" ? (await findProject(ctx, project, db)).id : null;
    if (kind !== before.kind || port !== before.port) await refuseTakenPort(db, { id, kind, port });
    await db.query(
      `UPDATE log_listener
          SET kind = $2, port = $3, rules = coalesce($4, rules), is_enabled = coalesce($5, is_enabled),
              project_id = CASE WHEN $6::boolean THEN $7::int ELSE project_id END,
              trouble = CASE WHEN kind = $2 AND port = $3 AND is_enabled = coalesce($5, is_enabled) THEN trouble
                             ELSE $8 END
        WHERE id = $1`,
      [id, kind, port, rules ?? null, isEnabled ?? null, project !== undefined, projectId, NOT_TRIED],
    );
  });
}

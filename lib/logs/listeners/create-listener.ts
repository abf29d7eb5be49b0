import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { transaction } from "@/lib/db/transaction";
import { NOT_TRIED } from "@/lib/logs/listen/schemas";
import { findProject } from "@/lib/projects/find-project";
import { checkRules } from "./check-rules";
import { refuseTakenPort } from "./refuse-taken-port";
import type { ListenerInput } from "./schemas";

/**
 * Adds a listener; the front opens it within seconds where it is switched on.
 * @throws InvalidInputError for rules that cannot be read
 * @throws NotFoundError for a project that does not exist for who asks
 * @throws ConflictError when the port has a listener
 */
export async function createListener(ctx: Context, input: ListenerInput): Promise<{ id: string }> {
  authorize(ctx, "listener:write");
  const { kind, port, project, rules, isEnabled } = input;
  checkRules(rules);
  return transaction(async (db) => {
    const projectId = project === null ? null : (await findProject(ctx, project, db)).id;
    await refuseTakenPort(db, { kind, port });
    const { rows } = await db.query<{ id: string }>(
      `INSERT INTO log_listener (organization_id, kind, port, is_enabled, project_id, rules, trouble)
       VALUES ($1, $2, $3, $4, $5, $6, $7)
       RETURNING id`,
      [ctx.actor.organizationId, kind, port, isEnabled, projectId, rules, NOT_TRIED],
    );
    return rows[0] as { id: string };
  });
}

import { randomUUID } from "node:crypto";
import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { transaction } from "@/lib/db/transaction";
import { ConflictError } from "@/lib/errors";
import { enqueue } from "@/lib/notifications/enqueue";
import { findChannel } from "./find-channel";

/**
 * Has a test message sent, also where the channel is switched off; the log of deliveries tells what became of it.
 * @throws NotFoundError, and ConflictError as long as there is no project
 */
export async function testChannel(ctx: Context, id: string): Promise<{ deliveryId: string }> {
  authorize(ctx, "channel:write");
  await findChannel(ctx, id);
  const { organizationId, name } = ctx.actor;
  const { rows } = await pool().query<{ id: number }>(
    "SELECT id FROM project WHERE organization_id = $1 ORDER BY id LIMIT 1",
    [organizationId],
  );
  const project = rows[0];
  if (!project) throw new ConflictError("Create a project first: messages belong to one.");
  const notificationId = randomUUID();
  return transaction(async (db) => {
    await enqueue(db, {
      projectId: project.id,
      organizationId,
      ruleId: null,
      severity: "",
      notification: {
        id: notificationId,
        kind: "test",
        issueId: null,
        firingId: null,
        facts: { kind: "test", by: name, at: new Date().toISOString() },
      },
      recipients: [`channel:${id}`],
    });
    const found = await db.query<{ id: string }>(
      "SELECT id FROM delivery WHERE project_id = $1 AND notification_ids = ARRAY[$2::uuid]",
      [project.id, notificationId],
    );
    return { deliveryId: found.rows[0]?.id ?? "" };
  });
}

import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { env } from "@/lib/env";
import { NotFoundError } from "@/lib/errors";
import type { DeliveryDetail, DeliveryTry } from "@/lib/notifications/schemas";
import { outlineAll } from "@/lib/notifications/write/outline-digest";
import { writePlainText } from "@/lib/notifications/write/write-plain-text";
import { readTold, selectDeliveries, type StoredDelivery, toRow } from "./delivery-rows";

/** One delivery with all that it tells, its tries, and its words. @throws NotFoundError */
export async function readDelivery(ctx: Context, id: string): Promise<DeliveryDetail> {
  authorize(ctx, "channel:read");
  const projectIds = ctx.actor.projectIds ?? [];
  const { rows } = await pool().query<StoredDelivery>(
    `${selectDeliveries()} WHERE d.project_id = ANY ($1) AND d.id = $2`,
    [projectIds, id],
  );
  const stored = rows[0];
  if (!stored) throw new NotFoundError();
  const { projectId, notificationIds } = stored;
  const [told, tried] = await Promise.all([
    readTold(
      notificationIds.map((one) => ({ projectId, id: one })),
      projectIds,
    ),
    pool().query<{ tries: DeliveryTry[] }>("SELECT tries FROM delivery WHERE project_id = $1 AND id = $2", [
      projectId,
      id,
    ]),
  ]);
  const lines = notificationIds.flatMap((one) => told.get(one) ?? []);
  const { subjects: _none, ...row } = toRow(stored, lines.slice(0, 1));
  return {
    ...row,
    tries: tried.rows[0]?.tries ?? [],
    text:
      lines.length === 0
        ? ""
        : writePlainText(outlineAll(lines.map(({ facts }) => facts)), env().JACKDAW_URL),
    notifications: lines.map(({ facts: _facts, at, ...line }) => ({ ...line, at: at.toISOString() })),
  };
}

import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { NotFoundError } from "@/lib/errors";
import type { DeliveryDetail } from "@/lib/notifications/schemas";
import { readSubjects, selectDeliveries, type StoredDelivery, toRow } from "./delivery-rows";

/** One delivery with all that it tells. @throws NotFoundError */
export async function readDelivery(ctx: Context, id: string): Promise<DeliveryDetail> {
  authorize(ctx, "channel:read");
  const { rows } = await pool().query<StoredDelivery>(
    `${selectDeliveries} WHERE d.project_id = ANY($1) AND d.id = $2`,
    [ctx.actor.projectIds ?? [], id],
  );
  const stored = rows[0];
  if (!stored) throw new NotFoundError();
  const { projectId, notificationIds } = stored;
  const told = await readSubjects(notificationIds.map((one) => ({ projectId, id: one })));
  const { subjects: _none, ...row } = toRow(stored, []);
  return {
    ...row,
    notifications: notificationIds.flatMap((one) => {
      const found = told.get(one);
      return found ? [{ id: one, ...found, at: found.at.toISOString() }] : [];
    }),
  };
}

import { readPlace, writePlace } from "@/lib/alerts/cursor";
import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import type { DeliveryPage, ListDeliveriesInput } from "@/lib/notifications/schemas";
import { readSubjects, selectDeliveries, type StoredDelivery, toRow } from "./delivery-rows";

const PAGE = 50;
/** Of one delivery; the rest stands on its own page. */
const SUBJECTS = 5;

/** What was told, newest first, 50 at a time, of the projects that exist for who asks. @throws InvalidInputError */
export async function listDeliveries(
  ctx: Context,
  { project, rule, status, cursor }: ListDeliveriesInput,
): Promise<DeliveryPage> {
  authorize(ctx, "channel:read");
  const place = readPlace(cursor);
  const { rows } = await pool().query<StoredDelivery>(
    `${selectDeliveries}
      WHERE d.project_id = ANY($1) AND ($2::text[] = '{}' OR p.slug = ANY($2)) AND ($3::uuid IS NULL OR d.rule_id = $3)
        AND ($4::text IS NULL OR d.status = $4)
        AND ($5::timestamptz IS NULL OR (d.created_at, d.id) < ($5, $6::uuid))
      ORDER BY d.created_at DESC, d.id DESC LIMIT ${PAGE + 1}`,
    [ctx.actor.projectIds ?? [], project, rule ?? null, status ?? null, place?.at ?? null, place?.id ?? null],
  );
  const page = rows.slice(0, PAGE);
  const subjects = await readSubjects(
    page.flatMap(({ projectId, notificationIds }) =>
      notificationIds.slice(0, SUBJECTS).map((id) => ({ projectId, id })),
    ),
  );
  const last = rows.length > PAGE ? page.at(-1) : undefined;
  return {
    rows: page.map((stored) =>
      toRow(
        stored,
        stored.notificationIds.slice(0, SUBJECTS).flatMap((id) => subjects.get(id)?.subject ?? []),
      ),
    ),
    next: last ? writePlace({ at: last.createdAt, id: last.id }) : null,
  };
}

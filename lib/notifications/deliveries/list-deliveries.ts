import { readPlace, writePlace } from "@/lib/alerts/cursor";
import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import type { DeliveryPage, DeliveryState, ListDeliveriesInput } from "@/lib/notifications/schemas";
import { readTold, selectDeliveries, type StoredDelivery, toRow } from "./delivery-rows";

const PAGE = 50;
/** Of one delivery; the rest stands on its own page. */
const SUBJECTS = 5;

const pending = "d.status IN ('waiting', 'sending')";
/** The try that is being made does not count. */
const tried = "d.attempts > CASE d.status WHEN 'sending' THEN 1 ELSE 0 END";
const conditions: Readonly<Record<DeliveryState, string>> = {
  waiting: `${pending} AND NOT ${tried}`,
  retrying: `${pending} AND ${tried}`,
  sent: "d.status = 'sent'",
  failed: "d.status = 'failed'",
  dropped: "d.status = 'dropped'",
};

/**
 * What was told, newest first, 50 at a time, of the projects that exist for who asks. Each project gives its newest by an
 * index, so that a long log costs no more than a short one.
 * @throws InvalidInputError
 */
export async function listDeliveries(ctx: Context, given: ListDeliveriesInput): Promise<DeliveryPage> {
  authorize(ctx, "channel:read");
  const projectIds = ctx.actor.projectIds ?? [];
  const { sql, values } = deliveriesQuery(projectIds, given);
  const { rows } = await pool().query<StoredDelivery>(sql, values);
  const page = rows.slice(0, PAGE);
  const told = await readTold(
    page.flatMap(({ projectId, notificationIds }) =>
      notificationIds.slice(0, SUBJECTS).map((id) => ({ projectId, id })),
    ),
    projectIds,
  );
  const last = rows.length > PAGE ? page.at(-1) : undefined;
  return {
    rows: page.map((stored) =>
      toRow(
        stored,
        stored.notificationIds.slice(0, SUBJECTS).flatMap((id) => told.get(id) ?? []),
      ),
    ),
    next: last ? writePlace({ at: last.createdAt, id: last.id }) : null,
  };
}

/** The statement of a page. @throws InvalidInputError */
export function deliveriesQuery(
  projectIds: readonly number[],
  { project, rule, channel, state, from, to, cursor }: ListDeliveriesInput,
): { sql: string; values: unknown[] } {
  const place = readPlace(cursor);
  const values: unknown[] = [projectIds, project];
  const wanted = ["d.project_id = s.project_id"];
  const want = (condition: (value: string) => string, value: unknown) => {
    if (value !== undefined) wanted.push(condition(`$${values.push(value)}`));
  };
  want((value) => `d.rule_id = ${value}::uuid`, rule);
  want((value) => `d.recipient = ${value}::text`, channel && `channel:${channel}`);
  want((value) => `d.created_at >= ${value}::timestamptz`, from);
  want((value) => `d.created_at < ${value}::timestamptz`, to);
  if (state) wanted.push(conditions[state]);
  if (place) {
    want((value) => `(d.created_at, d.id) < (${value}::timestamptz, $${values.length + 1}::uuid)`, place.at);
    values.push(place.id);
  }
  const newest = `ORDER BY d.created_at DESC, d.id DESC LIMIT ${PAGE + 1}`;
  return {
    values,
    sql: `${selectDeliveries(`(
      SELECT d.* FROM (SELECT id FROM project WHERE id = ANY ($1) AND ($2::text[] = '{}' OR slug = ANY ($2))) AS s (project_id)
       CROSS JOIN LATERAL (SELECT d.* FROM delivery d WHERE ${wanted.join(" AND ")} ${newest}) AS d
       ${newest})`)} ${newest}`,
  };
}

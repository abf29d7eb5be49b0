import { randomUUID } from "node:crypto";
import { createRule } from "@/lib/alerts/create-rule";
import { type conditionSchema, definitionSchema } from "@/lib/alerts/schemas";
import type { z } from "zod";
import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { digest } from "@/lib/ingest/digest";
import type { PreparedEvent } from "@/lib/ingest/prepared-event";
import { prepareTestEvent } from "@/lib/ingest/testing/prepare-test-event";
import { contextOf, insertOrganization, insertPerson } from "@/lib/testing/insert-person";

const NO_KEY = "00000000-0000-0000-0000-000000000000";
export const MINUTE = 60_000;

/** A project of an organization of its own, with an owner and a channel. */
export interface AlertPlace {
  ctx: Context;
  organizationId: string;
  userId: string;
  channelId: string;
  projectId: number;
  slug: string;
}

/** Makes an organization with all that a rule needs. */
export async function openAlertPlace(): Promise<AlertPlace> {
  const slug = `p${randomUUID().slice(0, 8)}`;
  const organizationId = await insertOrganization(slug);
  const userId = await insertPerson({ name: `ada-${slug}`, role: "owner", organizationId });
  const projectId = await addProject(organizationId, slug);
  const { rows } = await pool().query<{ id: string }>(
    "INSERT INTO channel (organization_id, kind, name, address, created_by) VALUES ($1, 'webhook', 'Ops', 'ops', $2) RETURNING id",
    [organizationId, userId],
  );
  return {
    ctx: await contextOf(userId),
    organizationId,
    userId,
    projectId,
    slug,
    channelId: rows[0]?.id ?? "",
  };
}

/** Makes another project of an organization; of its team alone, when one is named. */
export async function addProject(organizationId: string, slug: string, teamId?: string): Promise<number> {
  const { rows } = await pool().query<{ id: number }>(
    `INSERT INTO project (slug, name, platform, short_prefix, organization_id)
     VALUES ($1, $1, 'node', upper($1), $2) RETURNING id`,
    [slug, organizationId],
  );
  const id = rows[0]?.id ?? 0;
  if (teamId) await pool().query("INSERT INTO project_team VALUES ($1, $2)", [id, teamId]);
  return id;
}

type Condition = z.input<typeof conditionSchema>;

/** What a rule of the place is made of; the channel is told, unless something else is said. */
export function ruleOf(
  place: AlertPlace,
  condition: Condition,
  change: Partial<Omit<z.input<typeof definitionSchema>, "condition">> = {},
) {
  return {
    name: "Watch",
    projects: [place.slug],
    isEnabled: true,
    owner: null,
    definition: definitionSchema.parse({
      condition,
      recipients: [{ to: { type: "channel", id: place.channelId } }],
      ...change,
    }),
  };
}

/** Makes a rule that was there since a time. Returns its id. */
export async function addRule(
  place: AlertPlace,
  condition: Condition,
  change: Parameters<typeof ruleOf>[2] = {},
  since = new Date(),
): Promise<string> {
  return (await createRule(place.ctx, ruleOf(place, condition, change), since)).id;
}

/** Events of the place, as ingest stores them. */
export async function arrive(
  { projectId }: Pick<AlertPlace, "projectId">,
  quantity: number,
  change: Partial<PreparedEvent> = {},
): Promise<void> {
  const events = Array.from({ length: quantity }, () =>
    prepareTestEvent({ id: projectId, keyId: NO_KEY }, change),
  );
  await digest(events);
}

/** What was told in a project, oldest first: `kind reason-or-severity`, and how many deliveries it is in. */
export async function readTold({ projectId }: Pick<AlertPlace, "projectId">): Promise<string[]> {
  const { rows } = await pool().query<{ line: string }>(
    `SELECT concat_ws(' ', n.kind, coalesce(n.facts->>'reason', n.facts->>'severity'), nullif(n.facts->>'group', ''),
              'x' || (SELECT count(*) FROM delivery d WHERE d.project_id = n.project_id AND n.id = ANY (d.notification_ids))) AS line
       FROM notification n WHERE n.project_id = $1 ORDER BY n.created_at, n.kind, n.id`,
    [projectId],
  );
  return rows.map(({ line }) => line);
}

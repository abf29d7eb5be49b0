import { randomBytes } from "node:crypto";
import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { ConflictError } from "@/lib/errors";
import { findProject } from "./find-project";
import { samplePayload } from "./sample-payload";
import { type SampleEventInput, sampleEventSchema } from "./schemas";

/** A request for the ingest door, as an SDK would send it. */
export type SampleEvent = {
  eventId: string;
  path: string;
  headers: Record<string, string>;
  body: Buffer;
};

/**
 * Writes an envelope with a realistic event of a platform (the project's own unless another is named), signed with
 * the newest key of the project that works. Sends nothing.
 * @throws NotFoundError
 * @throws ConflictError when no key works
 */
export async function buildSampleEvent(
  ctx: Context,
  { slug, ...input }: { slug: string } & SampleEventInput,
): Promise<SampleEvent> {
  authorize(ctx, "project:write");
  const { platform } = sampleEventSchema.parse(input);
  const project = await findProject(ctx, slug);
  const { rows } = await pool().query<{ publicKey: string }>(
    `SELECT public_key AS "publicKey" FROM project_key
      WHERE project_id = $1 AND is_active AND (expires_at IS NULL OR expires_at > now())
      ORDER BY expires_at IS NULL DESC, created_at DESC LIMIT 1`,
    [project.id],
  );
  if (!rows[0])
    throw new ConflictError("No key of this project works. Enable one or make a new one, then send again.");
  const now = new Date();
  const eventId = randomBytes(16).toString("hex");
  const payload = JSON.stringify(samplePayload(platform ?? project.platform, eventId, now));
  const header = JSON.stringify({ event_id: eventId, sent_at: now.toISOString() });
  const body = Buffer.from(`${header}\n{"type":"event"}\n${payload}`);
  return {
    eventId,
    path: `/api/${project.id}/envelope/`,
    headers: {
      "content-type": "application/x-sentry-envelope",
      "content-length": String(body.length),
      "x-sentry-auth": `Sentry sentry_version=7, sentry_client=jackdaw-sample/1.0, sentry_key=${rows[0].publicKey}`,
    },
    body,
  };
}

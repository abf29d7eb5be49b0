import { randomUUID } from "node:crypto";
import type { Context } from "@/lib/context";
import { systemContext } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { encodePayload } from "@/lib/events/payload";
import { digest } from "@/lib/ingest/digest";
import type { PreparedEvent } from "@/lib/ingest/prepared-event";
import { prepareTestEvent } from "@/lib/ingest/testing/prepare-test-event";
import { formatShortId } from "@/lib/issues/short-id";
import type { Event } from "@/lib/protocol/event";
import { insertProject } from "@/lib/testing/insert-issue";

/** A project and the ways to fill it. */
export type ReleaseProject = { id: number; slug: string };

/** A project under a name that nobody else has. */
export async function addProject(): Promise<ReleaseProject> {
  const slug = `p${randomUUID().slice(0, 8)}`;
  return { id: await insertProject(slug), slug };
}

type Sent = Partial<Pick<PreparedEvent, "environment" | "receivedAt" | "userKey">> & {
  /** One letter or digit per issue. */
  issue?: string;
  /** More of the stored event. */
  parts?: Partial<Event>;
  tags?: [string, string][];
};

/** Sends `quantity` events of a release through ingest's transaction. */
export async function sendEvents(
  { id }: ReleaseProject,
  release: string,
  quantity = 1,
  { issue = "a", parts, tags = [], ...change }: Sent = {},
): Promise<string[]> {
  const events = Array.from({ length: quantity }, () => {
    const event = prepareTestEvent({ id, keyId: randomUUID() });
    const receivedAt = change.receivedAt ?? event.receivedAt;
    const stored: Event = {
      event_id: event.eventId,
      type: "error",
      timestamp: receivedAt.toISOString(),
      received: receivedAt.toISOString(),
      level: "error",
      platform: "node",
      tags,
      ...(release && { release }),
      ...parts,
    };
    return {
      ...event,
      occurredAt: receivedAt,
      ...change,
      hashes: [issue.repeat(32)],
      release,
      tags: [...tags, ...(release ? [["release", release] as [string, string]] : [])],
      payload: encodePayload(stored),
    };
  });
  await digest(events);
  return events.map(({ eventId }) => eventId);
}

/** The short id of the issue that events of this letter went to. */
export async function shortIdOf({ id }: ReleaseProject, issue: string): Promise<string> {
  const { rows } = await pool().query<{ prefix: string; number: number }>(
    `SELECT p.short_prefix AS prefix, i.short_id AS number FROM issue_hash h
       JOIN issue i ON i.project_id = h.project_id AND i.id = h.issue_id JOIN project p ON p.id = h.project_id
      WHERE h.project_id = $1 AND h.hash = $2`,
    [id, issue.repeat(32)],
  );
  return formatShortId(rows[0]?.prefix ?? "", rows[0]?.number ?? 0);
}

/** Somebody who sees these projects alone. */
export function boundTo(projectIds: number[], role: Context["actor"]["role"] = "member"): Context {
  const { actor, ...ctx } = systemContext();
  return { ...ctx, actor: { ...actor, role, projectIds } };
}

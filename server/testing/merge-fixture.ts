import { randomUUID } from "node:crypto";
import { pool } from "@/lib/db/pool";
import { decodePayload, encodePayload } from "@/lib/events/payload";
import type { PreparedEvent } from "@/lib/ingest/prepared-event";
import { prepareTestEvent } from "@/lib/ingest/testing/prepare-test-event";
import type { Event } from "@/lib/protocol/event";
import { eventTags } from "@/lib/protocol/event-tags";

/** A whole event of a project, ready for `digest`: payload, tags and user say the same as the columns. */
export function makeEvent(
  project: { id: number; keyId: string },
  change: Partial<PreparedEvent> & { about?: Partial<Event> } = {},
): PreparedEvent {
  const { about, ...own } = change;
  const prepared = prepareTestEvent(project, own);
  const event: Event = {
    event_id: prepared.eventId,
    type: "error",
    timestamp: prepared.occurredAt.toISOString(),
    received: prepared.receivedAt.toISOString(),
    level: "error",
    platform: "node",
    release: prepared.release,
    environment: prepared.environment,
    tags: [["customer", prepared.userKey ?? "nobody"]],
    exception: { values: [{ type: prepared.type, value: prepared.message }] },
    ...about,
  };
  return { ...prepared, tags: eventTags(event), payload: encodePayload(event) };
}

/** A hash that reads like its letter. */
export function hashOf(letter: string): string {
  return letter.repeat(32);
}

/** Everything that is counted of the issues of a project, by short id, in a form that two ways of counting can be held against. */
export type Counted = Record<number, unknown>;

interface Stored {
  number: number;
  receivedAt: Date;
  environment: string;
  userKey: string | null;
  payload: Buffer;
}

/** What the events that are stored say, those of a merged issue under the one that it went into. */
export async function recount(projectId: number): Promise<Counted> {
  const { rows } = await pool().query<Stored>(
    `SELECT coalesce(t.short_id, i.short_id) AS number, e.received_at AS "receivedAt", e.environment,
            e.user_key AS "userKey", e.payload
       FROM event e
       JOIN issue i ON i.project_id = e.project_id AND i.id = e.issue_id
       LEFT JOIN issue t ON t.project_id = i.project_id AND t.id = i.merged_into
      WHERE e.project_id = $1`,
    [projectId],
  );
  return Object.fromEntries(
    [...new Set(rows.map(({ number }) => number))].map((number) => [
      number,
      countEvents(rows.filter((row) => row.number === number)),
    ]),
  );
}

function countEvents(events: Stored[]) {
  const times = events.map((event) => event.receivedAt.getTime());
  const environments = [...new Set(events.map((event) => event.environment))].sort();
  return {
    events: events.length,
    stored: events.length,
    first: Math.min(...times),
    last: Math.max(...times),
    users: usersOf(events),
    environments: environments.map((environment) => {
      const own = events.filter((event) => event.environment === environment);
      return [environment, own.length, environment === "" ? 0 : usersOf(own)];
    }),
    hours: tally(
      events.map((event) => `${event.environment} ${event.receivedAt.toISOString().slice(0, 13)}`),
    ),
    tags: tally(
      events.flatMap((event) => eventTags(decodePayload(event.payload)).map((tag) => tag.join("="))),
    ),
  };
}

function usersOf(events: Stored[]): number {
  return new Set(events.flatMap((event) => event.userKey ?? [])).size;
}

function tally(names: string[]): string[] {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].map(([name, count]) => `${name}: ${count}`).sort();
}

/** What the counters say, of issues that are not merged. */
export async function readCounters(projectId: number): Promise<Counted> {
  const { rows } = await pool().query<{ number: number; counters: unknown }>(
    `SELECT short_id AS number, jsonb_build_object(
              'events', event_count, 'stored', stored_count,
              'first', (extract(epoch FROM first_seen) * 1000)::bigint,
              'last', (extract(epoch FROM last_seen) * 1000)::bigint, 'users', user_count,
              'environments', (SELECT coalesce(jsonb_agg(jsonb_build_array(environment, event_count, user_count)
                                                         ORDER BY environment COLLATE "C"), '[]')
                                 FROM issue_environment e WHERE e.project_id = i.project_id AND e.issue_id = i.id),
              'hours', (SELECT coalesce(jsonb_agg(line ORDER BY line COLLATE "C"), '[]') FROM (
                          SELECT environment || ' ' || to_char(bucket, 'YYYY-MM-DD"T"HH24') || ': ' || count AS line
                            FROM issue_stat s WHERE s.project_id = i.project_id AND s.issue_id = i.id) AS lines),
              'tags', (SELECT coalesce(jsonb_agg(line ORDER BY line COLLATE "C"), '[]') FROM (
                         SELECT key || '=' || value || ': ' || count AS line
                           FROM issue_tag g WHERE g.project_id = i.project_id AND g.issue_id = i.id) AS lines)
            ) AS counters
       FROM issue i WHERE project_id = $1 AND status <> 'merged'`,
    [projectId],
  );
  return Object.fromEntries(rows.map(({ number, counters }) => [number, counters]));
}

/** People who are noted, by environment, of issues that are not merged: what `user_count` must say. */
export async function readPeople(projectId: number): Promise<string[]> {
  const { rows } = await pool().query<{ line: string }>(
    `SELECT i.short_id || ' ' || u.environment || ' ' || count(*) AS line
       FROM issue_user u JOIN issue i ON i.project_id = u.project_id AND i.id = u.issue_id
      WHERE u.project_id = $1 GROUP BY i.short_id, u.environment ORDER BY 1`,
    [projectId],
  );
  return rows.map(({ line }) => line);
}

/** The prefix of a project's short ids. */
export async function prefixOf(projectId: number): Promise<string> {
  const { rows } = await pool().query<{ prefix: string }>(
    "SELECT short_prefix AS prefix FROM project WHERE id = $1",
    [projectId],
  );
  return rows[0]?.prefix ?? "";
}

/** An id that no issue has. */
export function unknownId(): string {
  return `X${randomUUID().slice(0, 4).toUpperCase()}-1`;
}

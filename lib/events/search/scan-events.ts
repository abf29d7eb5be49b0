import { pool } from "@/lib/db/pool";
import type { IssueLocation } from "@/lib/events/locate-issue";
import { eventColumns, type EventRecord } from "./event-facts";

/** A place among the events of an issue, newest first: what comes after it is older. */
export type EventPlace = Pick<EventRecord, "receivedAt" | "seq">;

/** The next events after a place, newest first, from the index; the newest of all without one. */
export async function scanEvents(
  { projectId, issueId }: IssueLocation,
  after: EventPlace | null,
  { limit, withPayload }: { limit: number; withPayload: boolean },
): Promise<EventRecord[]> {
  const { rows } = await pool().query<EventRecord>(
    `SELECT ${eventColumns}${withPayload ? ", e.payload" : ""} FROM event e
      WHERE e.project_id = $1 AND e.issue_id = $2
        AND ($3::timestamptz IS NULL OR (e.received_at <= $3 AND (e.received_at, e.seq) < ($3, $4)))
      ORDER BY e.received_at DESC, e.seq DESC LIMIT $5`,
    [projectId, issueId, after?.receivedAt ?? null, after?.seq ?? null, limit],
  );
  return rows;
}

/** Reads the payloads of events that a scan without them chose, by their key. */
export async function readPayloads(
  { projectId }: IssueLocation,
  records: readonly EventRecord[],
): Promise<EventRecord[]> {
  const missing = records.filter(({ payload }) => payload === undefined);
  if (missing.length === 0) return [...records];
  const { rows } = await pool().query<{ id: string; payload: Buffer }>(
    `SELECT replace(e.id::text, '-', '') AS id, e.payload
       FROM unnest($2::uuid[], $3::timestamptz[]) AS t (id, at)
       JOIN event e ON e.project_id = $1 AND e.id = t.id AND e.received_at = t.at`,
    [projectId, missing.map(({ id }) => id), missing.map(({ receivedAt }) => receivedAt)],
  );
  const payloads = new Map(rows.map(({ id, payload }) => [id, payload]));
  // Retention may have been faster.
  return records.flatMap((record) => {
    const payload = record.payload ?? payloads.get(record.id);
    return payload === undefined ? [] : [{ ...record, payload }];
  });
}

import type { PoolClient } from "pg";
import type { PreparedEvent } from "@/lib/ingest/prepared-event";
import type { NewIssue } from "./assignment";

const SEARCH_TEXT_MAX = 1_000;

/** Makes the issues, each described by its first event, with short ids in sequence per project. Counters start at 0. */
export async function createIssues(db: PoolClient, issues: NewIssue[]): Promise<Map<NewIssue, number>> {
  if (issues.length === 0) return new Map();
  const shortIds = await takeShortIds(db, issues);
  const events = issues.map((issue) => issue.first);
  const { rows } = await db.query<{ id: number; project_id: number; short_id: number }>(
    `INSERT INTO issue (project_id, short_id, type, message, culprit, function, location, level, platform, logger,
                        is_unhandled, first_seen, last_seen, first_release, last_release)
     SELECT project_id, short_id, type, message, culprit, function, location, level, platform, logger,
            is_unhandled, seen, seen, release, release
       FROM unnest($1::int[], $2::bigint[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::int[],
                   $9::text[], $10::text[], $11::bool[], $12::timestamptz[], $13::text[])
            AS t (project_id, short_id, type, message, culprit, function, location, level, platform, logger,
                  is_unhandled, seen, release)
     RETURNING id, project_id, short_id`,
    [
      events.map((event) => event.projectId),
      shortIds,
      events.map((event) => event.type),
      events.map((event) => event.message),
      events.map((event) => event.culprit),
      events.map((event) => event.function ?? null),
      events.map((event) => event.location ?? null),
      events.map((event) => event.level),
      events.map((event) => event.platform),
      events.map((event) => event.logger ?? null),
      events.map((event) => event.isUnhandled),
      events.map((event) => event.receivedAt),
      events.map((event) => event.release || null),
    ],
  );
  const idByShortId = new Map(rows.map((row) => [`${row.project_id}/${row.short_id}`, row.id]));
  const ids = events.map(
    (event, index) => idByShortId.get(`${event.projectId}/${shortIds[index]}`) as number,
  );
  await db.query(
    `INSERT INTO issue_text (project_id, issue_id, text) SELECT * FROM unnest($1::int[], $2::bigint[], $3::text[])`,
    [events.map((event) => event.projectId), ids, events.map(searchText)],
  );
  return new Map(issues.map((issue, index) => [issue, ids[index] as number]));
}

async function takeShortIds(db: PoolClient, issues: NewIssue[]): Promise<number[]> {
  const wanted = new Map<number, number>();
  for (const { first } of issues) wanted.set(first.projectId, (wanted.get(first.projectId) ?? 0) + 1);
  const { rows } = await db.query<{ project_id: number; next: number }>(
    `INSERT INTO issue_counter (project_id, next)
     SELECT project_id, 1 + wanted FROM unnest($1::int[], $2::int[]) AS t (project_id, wanted) ORDER BY project_id
     ON CONFLICT (project_id) DO UPDATE SET next = issue_counter.next + excluded.next - 1
     RETURNING project_id, next`,
    [[...wanted.keys()], [...wanted.values()]],
  );
  const next = new Map(rows.map((row) => [row.project_id, row.next - (wanted.get(row.project_id) ?? 0)]));
  return issues.map(({ first }) => {
    const shortId = next.get(first.projectId) as number;
    next.set(first.projectId, shortId + 1);
    return shortId;
  });
}

function searchText(event: PreparedEvent): string {
  const parts = [event.type, event.message, event.culprit, event.function, event.location, event.logger];
  return [...new Set(parts)]
    .filter(Boolean)
    .join("\n")
    .toLowerCase()
    .slice(0, SEARCH_TEXT_MAX)
    .toWellFormed();
}

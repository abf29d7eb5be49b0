import type { Query } from "./outage-fixture";

/** What a project holds, by every counter; equal numbers mean that each event was counted once. */
export interface Counts {
  rows: number;
  ids: number;
  issues: number;
  hours: number;
  environments: number;
  tags: number;
  accepted: number;
}

/** Reads the counters of a project and the rows that they count. */
export async function readCounts(query: Query, projectId: number): Promise<Counts> {
  const [counts] = await query<Counts>(
    `SELECT (SELECT count(*) FROM event WHERE project_id = $1)::int AS rows,
            (SELECT count(DISTINCT id) FROM event WHERE project_id = $1)::int AS ids,
            (SELECT coalesce(sum(event_count), 0) FROM issue WHERE project_id = $1)::int AS issues,
            (SELECT coalesce(sum(count), 0) FROM issue_stat WHERE project_id = $1)::int AS hours,
            (SELECT coalesce(sum(event_count), 0) FROM issue_environment WHERE project_id = $1)::int AS environments,
            (SELECT coalesce(sum(count), 0) FROM issue_tag WHERE project_id = $1)::int AS tags,
            (SELECT coalesce(sum(quantity), 0) FROM outcome WHERE project_id = $1 AND outcome = 'accepted')::int AS accepted`,
    [projectId],
  );
  return counts as Counts;
}

/** What `readCounts` says when `count` events were each stored and counted once. */
export function counted(count: number): Counts {
  return {
    rows: count,
    ids: count,
    issues: count,
    hours: count,
    environments: count,
    tags: count,
    accepted: count,
  };
}

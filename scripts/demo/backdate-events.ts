import { Client } from "pg";
import { makePartition } from "../../lib/db/make-partition";
import { dayOf, partitioned } from "../../lib/db/partition";
import { closePool, openPool, usePool } from "../../lib/db/pool";

/** As far back as the demo's events go. */
const DAYS = 15;

/**
 * Moves the events of the demo projects to the time at which they say they happened, and counts anew what counts by
 * time, so that charts have a past. Only for projects that the demo made: real events stand where they were received.
 */
export async function backdateEvents(databaseUrl: string, slugs: string[]): Promise<void> {
  await makeRoom(databaseUrl);
  const client = new Client({ connectionString: databaseUrl, options: "-c TimeZone=UTC" });
  await client.connect();
  try {
    const { rows } = await client.query<{ id: number }>(`SELECT id FROM project WHERE slug = ANY($1)`, [
      slugs,
    ]);
    const projects = [rows.map((row) => row.id)];
    await client.query("BEGIN");
    for (const statement of STATEMENTS) await client.query(statement, projects);
    await client.query("COMMIT");
  } finally {
    await client.end();
  }
}

/** Days that have passed have no partitions on a new server. */
async function makeRoom(databaseUrl: string): Promise<void> {
  usePool(openPool(databaseUrl));
  try {
    for (const { table } of partitioned)
      for (let ago = DAYS; ago > 0; ago--) await makePartition(table, dayOf(new Date(), -ago));
  } finally {
    await closePool();
  }
}

const STATEMENTS = [
  `UPDATE event SET received_at = occurred_at WHERE project_id = ANY($1) AND occurred_at < received_at`,

  `DELETE FROM issue_stat WHERE project_id = ANY($1)`,
  `INSERT INTO issue_stat (project_id, issue_id, environment, bucket, count)
   SELECT project_id, issue_id, environment, date_trunc('hour', received_at), count(*)
     FROM event WHERE project_id = ANY($1) GROUP BY 1, 2, 3, 4`,

  `UPDATE issue i SET first_seen = seen.first, last_seen = seen.last
     FROM (SELECT project_id, issue_id, min(received_at) AS first, max(received_at) AS last
             FROM event WHERE project_id = ANY($1) GROUP BY 1, 2) AS seen
    WHERE i.project_id = seen.project_id AND i.id = seen.issue_id`,

  `UPDATE issue_environment e SET first_seen = seen.first, last_seen = seen.last
     FROM (SELECT project_id, environment, issue_id, min(received_at) AS first, max(received_at) AS last
             FROM event WHERE project_id = ANY($1) GROUP BY 1, 2, 3) AS seen
    WHERE e.project_id = seen.project_id AND e.environment = seen.environment AND e.issue_id = seen.issue_id`,

  `UPDATE release r SET first_seen = seen.first, last_seen = seen.last
     FROM (SELECT project_id, release, min(received_at) AS first, max(received_at) AS last
             FROM event WHERE project_id = ANY($1) GROUP BY 1, 2) AS seen
    WHERE r.project_id = seen.project_id AND r.version = seen.release`,

  `DELETE FROM release_stat WHERE project_id = ANY($1)`,
  `INSERT INTO release_stat (project_id, version, environment, bucket, count)
   SELECT project_id, release, environment, date_trunc('hour', received_at), count(*)
     FROM event WHERE project_id = ANY($1) AND release <> '' GROUP BY 1, 2, 3, 4`,

  `WITH gone AS (
     DELETE FROM outcome WHERE project_id = ANY($1) AND outcome = 'accepted' RETURNING project_id, key_id
   )
   INSERT INTO outcome (project_id, bucket, key_id, category, outcome, quantity)
   SELECT e.project_id, date_trunc('hour', e.received_at), keys.key_id, 'error', 'accepted', count(*)
     FROM event e JOIN (SELECT DISTINCT ON (project_id) project_id, key_id FROM gone) AS keys USING (project_id)
    GROUP BY 1, 2, 3`,

  `UPDATE project p SET first_event_at = seen.first, created_at = least(p.created_at, seen.first)
     FROM (SELECT project_id, min(received_at) AS first FROM event WHERE project_id = ANY($1) GROUP BY 1) AS seen
    WHERE p.id = seen.project_id`,
];

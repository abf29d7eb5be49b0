import type { PoolClient } from "pg";
import { plainArray, textArray } from "@/lib/db/array-literal";
import { addUp } from "./add-up";
import type { StoredEvent } from "./assignment";

interface Sighting {
  projectId: number;
  issueId: number;
  environment: string;
  userKey: string | null;
}

/** How many people an issue's events name. */
export function countUserKeys(events: { userKey: string | null }[]): number {
  return new Set(events.flatMap(({ userKey }) => userKey ?? [])).size;
}

/** Notes who was affected by issues that this batch opens; they were inserted with the number of their people. */
export async function noteUsers(db: PoolClient, stored: StoredEvent[]): Promise<void> {
  await db.query({
    name: "note-users",
    text: "INSERT INTO issue_user (project_id, issue_id, environment, user_key) SELECT * FROM unnest($1::int[], $2::bigint[], $3::text[], $4::text[])",
    values: toArrays(sightingsOf(stored)),
  });
}

/** Counts affected people: each once per issue (under environment '') and once per issue and environment. */
export async function countUsers(db: PoolClient, stored: StoredEvent[]): Promise<void> {
  await db.query({
    name: "count-users",
    text: `
      WITH new_users AS (
        INSERT INTO issue_user (project_id, issue_id, environment, user_key)
        SELECT * FROM unnest($1::int[], $2::bigint[], $3::text[], $4::text[]) AS t ORDER BY 1, 2, 3, 4
        ON CONFLICT (project_id, issue_id, environment, user_key) DO NOTHING
        RETURNING project_id, issue_id, environment
      ), added AS (
        SELECT project_id, issue_id, environment, count(*) AS quantity FROM new_users GROUP BY 1, 2, 3
      ), environments AS (
        UPDATE issue_environment e SET user_count = e.user_count + added.quantity FROM added
         WHERE added.environment <> '' AND e.project_id = added.project_id
           AND e.environment = added.environment AND e.issue_id = added.issue_id
      )
      UPDATE issue i SET user_count = i.user_count + added.quantity FROM added
       WHERE added.environment = '' AND i.project_id = added.project_id AND i.id = added.issue_id`,
    values: toArrays(sightingsOf(stored)),
  });
}

function sightingsOf(stored: StoredEvent[]): Sighting[] {
  const sightings = stored
    .filter(({ event }) => event.userKey !== null)
    .flatMap(({ event, issueId }) =>
      (event.environment === "" ? [""] : ["", event.environment]).map((environment) => ({
        projectId: event.projectId,
        issueId,
        environment,
        userKey: event.userKey,
      })),
    );
  const sums = addUp(
    sightings,
    (one) => `${one.projectId}/${one.issueId}/${one.environment}\n${one.userKey}`,
  );
  return sums.map(({ last }) => last);
}

function toArrays(sightings: Sighting[]): string[] {
  return [
    plainArray(sightings.map(({ projectId }) => projectId)),
    plainArray(sightings.map(({ issueId }) => issueId)),
    textArray(sightings.map(({ environment }) => environment)),
    textArray(sightings.map(({ userKey }) => userKey)),
  ];
}

import type { PoolClient } from "pg";
import { plainArray, textArray, timeArray } from "@/lib/db/array-literal";
import { addUp } from "./add-up";
import type { StoredEvent } from "./assignment";

/** Adds the events to what each issue counts per environment. People of known issues are counted by `countUsers`. */
export async function countEnvironments(db: PoolClient, stored: StoredEvent[]): Promise<void> {
  const sums = addUp(stored, nameOf);
  const people = countPeople(stored);
  await db.query({
    name: "count-environments",
    text: `
      INSERT INTO issue_environment (project_id, environment, issue_id, first_seen, last_seen, event_count, user_count)
      SELECT project_id, environment, issue_id, first_seen, seen, quantity, users
        FROM unnest($1::int[], $2::text[], $3::bigint[], $4::timestamptz[], $5::bigint[], $6::bigint[], $7::timestamptz[])
             AS t (project_id, environment, issue_id, seen, quantity, users, first_seen)
       ORDER BY 1, 2, 3
      ON CONFLICT (project_id, environment, issue_id)
      DO UPDATE SET first_seen = least(issue_environment.first_seen, excluded.first_seen),
                    last_seen = greatest(issue_environment.last_seen, excluded.last_seen),
                    event_count = issue_environment.event_count + excluded.event_count`,
    values: [
      plainArray(sums.map(({ last }) => last.event.projectId)),
      textArray(sums.map(({ last }) => last.event.environment)),
      plainArray(sums.map(({ last }) => last.issueId)),
      timeArray(sums.map(({ last }) => last.event.receivedAt)),
      plainArray(sums.map(({ quantity }) => quantity)),
      plainArray(sums.map(({ last }) => people.get(nameOf(last))?.size ?? 0)),
      timeArray(sums.map(({ first }) => first.event.receivedAt)),
    ],
  });
}

/** The people of issues that this batch opens, by environment; under no environment, the issue alone counts them. */
function countPeople(stored: StoredEvent[]): Map<string, Set<string>> {
  const people = new Map<string, Set<string>>();
  for (const one of stored) {
    const { environment, userKey } = one.event;
    if (!one.isNew || environment === "" || userKey === null) continue;
    const known = people.get(nameOf(one));
    if (known) known.add(userKey);
    else people.set(nameOf(one), new Set([userKey]));
  }
  return people;
}

function nameOf({ event, issueId }: StoredEvent): string {
  return `${event.projectId}/${issueId}/${event.environment}`;
}

/** Notes the names of environments that the project has not heard of. */
export async function nameEnvironments(db: PoolClient, stored: StoredEvent[]): Promise<void> {
  const named = addUp(stored, ({ event }) => `${event.projectId}/${event.environment}`);
  await db.query({
    name: "name-environments",
    text: `
      INSERT INTO environment (project_id, name, first_seen)
      SELECT * FROM unnest($1::int[], $2::text[], $3::timestamptz[]) AS t (project_id, name, seen)
       WHERE name <> '' ORDER BY 1, 2
      ON CONFLICT (project_id, name) DO NOTHING`,
    values: [
      plainArray(named.map(({ last }) => last.event.projectId)),
      textArray(named.map(({ last }) => last.event.environment)),
      timeArray(named.map(({ last }) => last.event.receivedAt)),
    ],
  });
}

import type { PoolClient } from "pg";
import { plainArray, textArray, timeArray } from "@/lib/db/array-literal";
import type { StoredEvent } from "./assignment";

/** A tag that a project has. */
export interface TagName {
  projectId: number;
  key: string;
}

interface Sum {
  last: StoredEvent;
  key: string;
  value: string;
  quantity: number;
}

/** Adds the events' tags to what each issue counts per key and value. */
export async function countTags(db: PoolClient, stored: StoredEvent[]): Promise<void> {
  await db.query({
    name: "count-tags",
    text: `
      INSERT INTO issue_tag (project_id, issue_id, key, value, count, last_seen)
      SELECT * FROM unnest($1::int[], $2::bigint[], $3::text[], $4::text[], $5::bigint[], $6::timestamptz[]) AS t ORDER BY 1, 2, 3, 4
      ON CONFLICT (project_id, issue_id, key, value)
      DO UPDATE SET count = issue_tag.count + excluded.count, last_seen = greatest(issue_tag.last_seen, excluded.last_seen)`,
    values: toArrays(addUpTags(stored)),
  });
}

/** The same for issues that this batch opens: nobody else can have counted there, and looking costs as much as writing. */
export async function insertTags(db: PoolClient, stored: StoredEvent[]): Promise<void> {
  await db.query({
    name: "insert-tags",
    text: `
      INSERT INTO issue_tag (project_id, issue_id, key, value, count, last_seen)
      SELECT * FROM unnest($1::int[], $2::bigint[], $3::text[], $4::text[], $5::bigint[], $6::timestamptz[])`,
    values: toArrays(addUpTags(stored)),
  });
}

/** Notes the names of tags that the project has not heard of. */
export async function nameTags(db: PoolClient, named: TagName[]): Promise<void> {
  await db.query({
    name: "name-tags",
    text: `
      INSERT INTO tag_key (project_id, key)
      SELECT * FROM unnest($1::int[], $2::text[]) AS t (project_id, key) ORDER BY project_id, key COLLATE "C"
      ON CONFLICT (project_id, key) DO NOTHING`,
    values: [plainArray(named.map(({ projectId }) => projectId)), textArray(named.map(({ key }) => key))],
  });
}

function toArrays(sums: Sum[]): string[] {
  return [
    plainArray(sums.map(({ last }) => last.event.projectId)),
    plainArray(sums.map(({ last }) => last.issueId)),
    textArray(sums.map(({ key }) => key)),
    textArray(sums.map(({ value }) => value)),
    plainArray(sums.map(({ quantity }) => quantity)),
    timeArray(sums.map(({ last }) => last.event.receivedAt)),
  ];
}

/** An event has a dozen tags and more: one map per issue spares a name for each. Issue ids are the server's, not a project's. */
function addUpTags(stored: StoredEvent[]): Sum[] {
  const issues = new Map<number, Map<string, Sum>>();
  const sums: Sum[] = [];
  for (const one of stored) {
    const known = issues.get(one.issueId) ?? new Map<string, Sum>();
    issues.set(one.issueId, known);
    for (const [key, value] of one.event.tags) {
      const name = `${key}\n${value}`;
      const sum = known.get(name);
      if (sum) {
        sum.last = one;
        sum.quantity++;
      } else {
        const first = { last: one, key, value, quantity: 1 };
        known.set(name, first);
        sums.push(first);
      }
    }
  }
  return sums;
}

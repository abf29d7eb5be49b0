import type { PoolClient } from "pg";
import type { PreparedEvent } from "@/lib/ingest/prepared-event";
import type { NewIssue, StoredEvent } from "./assignment";
import { createIssues } from "./create-issues";
import { lockNames } from "./lock-names";

/** From `project/hash` to the issue that it is linked to. */
type Links = Map<string, number | NewIssue>;

/**
 * Finds the issue of each event: the first of its hashes that is linked decides, the others become linked too. What no
 * hash leads to becomes a new issue. Hashes that are not linked yet are locked and looked up again before anything is
 * made of them, so that processes racing on the same first event make exactly one issue.
 */
export async function assignIssues(db: PoolClient, events: PreparedEvent[]): Promise<StoredEvent[]> {
  let links: Links = await readLinks(db, events);
  const unlinked = events.filter((event) => event.hashes.some((hash) => !links.has(nameOf(event, hash))));
  if (unlinked.length > 0) {
    await lockNames(
      db,
      "hash",
      unlinked.flatMap((event) => event.hashes.map((hash) => nameOf(event, hash))),
    );
    links = new Map([...links, ...(await readLinks(db, unlinked))]);
  }
  const attached: { event: PreparedEvent; hash: string }[] = [];
  const targets = events.map((event) => {
    const target = linkedTo(event, links) ?? { first: event };
    for (const hash of event.hashes) {
      if (links.has(nameOf(event, hash))) continue;
      links.set(nameOf(event, hash), target);
      attached.push({ event, hash });
    }
    return target;
  });
  const made = await createIssues(db, [...new Set(targets.filter((target) => typeof target === "object"))]);
  const idOf = (target: number | NewIssue): number =>
    typeof target === "number" ? target : (made.get(target) as number);
  await writeLinks(
    db,
    attached.map(({ event, hash }) => ({
      event,
      hash,
      issueId: idOf(links.get(nameOf(event, hash)) as number),
    })),
  );
  return events.map((event, index) => ({ event, issueId: idOf(targets[index] as number | NewIssue) }));
}

function nameOf(event: PreparedEvent, hash: string): string {
  return `${event.projectId}/${hash}`;
}

function linkedTo(event: PreparedEvent, links: Links): number | NewIssue | undefined {
  const linked = event.hashes.find((hash) => links.has(nameOf(event, hash)));
  return linked === undefined ? undefined : links.get(nameOf(event, linked));
}

async function readLinks(db: PoolClient, events: PreparedEvent[]): Promise<Map<string, number>> {
  const pairs = events.flatMap((event) => event.hashes.map((hash) => [event.projectId, hash] as const));
  const { rows } = await db.query<{ project_id: number; hash: string; issue_id: number }>({
    name: "read-links",
    text: `SELECT h.project_id, h.hash, h.issue_id
             FROM (SELECT DISTINCT project_id, hash FROM unnest($1::int[], $2::text[]) AS t (project_id, hash)) AS wanted
             JOIN issue_hash h ON h.project_id = wanted.project_id AND h.hash = wanted.hash`,
    values: [pairs.map(([projectId]) => projectId), pairs.map(([, hash]) => hash)],
  });
  return new Map(rows.map((row) => [`${row.project_id}/${row.hash}`, row.issue_id]));
}

async function writeLinks(
  db: PoolClient,
  links: { event: PreparedEvent; hash: string; issueId: number }[],
): Promise<void> {
  if (links.length === 0) return;
  await db.query(
    `INSERT INTO issue_hash (project_id, hash, issue_id, grouping_version)
     SELECT * FROM unnest($1::int[], $2::text[], $3::bigint[], $4::text[])`,
    [
      links.map(({ event }) => event.projectId),
      links.map(({ hash }) => hash),
      links.map(({ issueId }) => issueId),
      links.map(({ event }) => event.groupingVersion),
    ],
  );
}

import type { PoolClient } from "pg";
import { plainArray, textArray } from "@/lib/db/array-literal";
import { together, type Writing } from "@/lib/db/pipeline";
import type { PreparedEvent } from "@/lib/ingest/prepared-event";
import type { Links, NewIssue, StoredEvent } from "./assignment";
import { createIssues } from "./create-issues";
import { lockNames } from "./lock-names";

/** Stands in `Links` where a discarded hash leads to. No issue has this id. */
const DISCARDED = 0;

/**
 * Finds the issue of each event: the first of its hashes that is linked decides, the others become linked too. What no
 * hash leads to becomes a new issue, or goes to the project's overflow issue when too many were opened this minute.
 * Events whose deciding hash was discarded are left out: they are not to be stored, and nothing is linked for them. (The
 * first look holds `issue_hash` until the commit, and discarding waits for that: it cannot come between the two looks.)
 * Hashes that are not linked in `known` are locked and looked up again before anything is made of them, so that
 * processes racing on the same first event make exactly one issue.
 */
export async function assignIssues(
  db: PoolClient,
  events: PreparedEvent[],
  known: Map<string, number>,
  writing: Writing,
): Promise<StoredEvent[]> {
  const undiscarded = events.filter((event) => linkedTo(event, known) !== DISCARDED);
  const unlinked = undiscarded.filter((event) =>
    event.hashes.some((hash) => !known.has(nameOf(event, hash))),
  );
  if (unlinked.length === 0) {
    return undiscarded.map((event) => ({ event, issueId: linkedTo(event, known) as number, isNew: false }));
  }
  const names = unlinked.flatMap((event) => event.hashes.map((hash) => nameOf(event, hash)));
  const [, again] = await together([lockNames(db, "hash", names), readLinks(db, unlinked)]);
  const links: Links = new Map([...known, ...again]);
  const attached: { event: PreparedEvent; hash: string }[] = [];
  const targets = undiscarded.map((event) => {
    const target = linkedTo(event, links) ?? { first: event, events: [] };
    if (typeof target === "object") target.events.push(event);
    for (const hash of event.hashes) {
      if (links.has(nameOf(event, hash))) continue;
      links.set(nameOf(event, hash), target);
      attached.push({ event, hash });
    }
    return target;
  });
  const wanted = [...new Set(targets.filter((target) => typeof target === "object"))];
  const opened = await createIssues(db, wanted, writing);
  const idOf = (target: number | NewIssue): number =>
    typeof target === "number" ? target : (opened.get(target)?.id as number);
  // What went to the overflow issue stays unlinked: when the storm is over, its next event opens an issue of its own.
  const lasting = attached.flatMap(({ event, hash }) => {
    const target = links.get(nameOf(event, hash)) as number | NewIssue;
    const isOverflow = typeof target === "object" && opened.get(target)?.isOverflow;
    return isOverflow ? [] : [{ event, hash, issueId: idOf(target) }];
  });
  if (lasting.length > 0) writing.add(writeLinks(db, lasting));
  return undiscarded.map((event, index) => {
    const target = targets[index] as number | NewIssue;
    const isNew = typeof target === "object" && opened.get(target)?.isNew === true;
    return { event, issueId: idOf(target), isNew };
  });
}

/** The issues that the events' hashes are linked to, by `project/hash`; `DISCARDED` for those that nobody wants to see again. */
export async function readLinks(db: PoolClient, events: PreparedEvent[]): Promise<Map<string, number>> {
  const wanted = new Map<string, [projectId: number, hash: string]>();
  for (const event of events) {
    for (const hash of event.hashes) wanted.set(nameOf(event, hash), [event.projectId, hash]);
  }
  const pairs = [...wanted.values()];
  const { rows } = await db.query<{ project_id: number; hash: string; issue_id: number }>({
    name: "read-links",
    text: `SELECT h.project_id, h.hash, h.issue_id
             FROM unnest($1::int[], $2::text[]) AS wanted (project_id, hash)
             JOIN issue_hash h ON h.project_id = wanted.project_id AND h.hash = wanted.hash
            UNION ALL
           SELECT d.project_id, d.hash, ${DISCARDED}::bigint
             FROM unnest($1::int[], $2::text[]) AS wanted (project_id, hash)
             JOIN discarded_hash d ON d.project_id = wanted.project_id AND d.hash = wanted.hash`,
    values: [plainArray(pairs.map(([projectId]) => projectId)), textArray(pairs.map(([, hash]) => hash))],
  });
  return new Map(rows.map((row) => [`${row.project_id}/${row.hash}`, row.issue_id]));
}

function nameOf(event: PreparedEvent, hash: string): string {
  return `${event.projectId}/${hash}`;
}

function linkedTo<T>(event: PreparedEvent, links: Map<string, T>): T | undefined {
  for (const hash of event.hashes) {
    const target = links.get(nameOf(event, hash));
    if (target !== undefined) return target;
  }
  return undefined;
}

async function writeLinks(
  db: PoolClient,
  links: { event: PreparedEvent; hash: string; issueId: number }[],
): Promise<void> {
  await db.query({
    name: "write-links",
    text: `INSERT INTO issue_hash (project_id, hash, issue_id, grouping_version)
           SELECT * FROM unnest($1::int[], $2::text[], $3::bigint[], $4::text[])`,
    values: [
      plainArray(links.map(({ event }) => event.projectId)),
      textArray(links.map(({ hash }) => hash)),
      plainArray(links.map(({ issueId }) => issueId)),
      textArray(links.map(({ event }) => event.groupingVersion)),
    ],
  });
}

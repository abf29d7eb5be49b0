import { pipeline, startWriting, together } from "@/lib/db/pipeline";
import { pool } from "@/lib/db/pool";
import { readLinks } from "@/lib/ingest/digest/assign-issues";
import type { StoredEvent } from "@/lib/ingest/digest/assignment";
import { insertEvents } from "@/lib/ingest/digest/insert-events";
import { updateCounters } from "@/lib/ingest/digest/update-counters";
import { readTurns } from "./read-turns";
import { claimChunks } from "./claim-chunks";
import { readWaiting } from "./read-waiting";
import { gatherSightings, type Sighting } from "./gather-sightings";
import { type LivePattern, readPatterns } from "@/lib/logs/issues/read-patterns";

/** How often a line of a pattern is stored as an event; the others of that time are counted only. */
const EVENT_MS = 60_000;

/** The projects that have lines to count. Cheap: one look at chunks that are seconds old. */
export async function listCountable(): Promise<number[]> {
  const { rows } = await pool().query<{ id: number }>({
    name: "list-countable",
    text: `SELECT DISTINCT p.project_id AS id FROM log_pattern_issue p
             JOIN issue_hash h ON h.project_id = p.project_id AND h.hash = p.hash
            WHERE EXISTS (SELECT FROM log_chunk c WHERE c.project_id = p.project_id AND NOT c.is_counted AND c.received_at > p.since)
               OR EXISTS (SELECT FROM log_uncounted u WHERE u.project_id = p.project_id)`,
  });
  return rows.map(({ id }) => id);
}

/**
 * Counts the lines of some chunks for the patterns that they fit, as events of their issues; says whether there was a chunk.
 * Which chunks are counted is written in the transaction of the counters: each line counts once, whatever is killed.
 */
export async function countLines(projectId: number): Promise<boolean> {
  const patterns = await readPatterns(projectId);
  const chunks = await readWaiting(projectId, patterns);
  if (chunks.length === 0) return false;
  const sightings = gatherSightings(patterns, chunks);
  await pipeline(async (db) => {
    const prepared = sightings.map(({ event }) => event);
    const [, , links] = await together([
      db.query("BEGIN"),
      claimChunks(db, projectId, chunks),
      readLinks(db, prepared),
    ]);
    // Of a hash that leads nowhere by now the issue was deleted meanwhile; 0 is one that nobody wants to see again.
    const counted = sightings.flatMap((sighting) => {
      const issueId = links.get(`${projectId}/${sighting.event.hashes[0]}`);
      return issueId ? [{ ...sighting, issueId }] : [];
    });
    if (counted.length === 0) {
      await db.query("COMMIT");
      return;
    }
    const stored = counted.flatMap(toStored);
    const issueIds = [...new Set(stored.map(({ issueId }) => issueId))];
    const kept = chooseKept(patterns, counted);
    const before = await readTurns(db, projectId, issueIds);
    const writing = startWriting();
    const remember = updateCounters(db, stored, writing);
    await writing.done();
    const after = await readTurns(db, projectId, issueIds);
    // Timeline and outbox name the event that brought an issue back: it has to be there.
    const turned = counted.filter(({ issueId }) => before.get(issueId) !== after.get(issueId));
    const rows = [...new Set([...kept, ...turned])];
    const ending = startWriting();
    if (rows.length > 0) {
      ending.add(insertEvents(db, rows.map(toOne)));
      ending.add(
        db.query(
          `UPDATE log_pattern_issue p SET last_event_at = t.at
             FROM unnest($2::text[], $3::timestamptz[]) AS t (hash, at)
            WHERE p.project_id = $1 AND p.hash = t.hash AND p.last_event_at < t.at`,
          [projectId, rows.map(({ event }) => event.hashes[0]), rows.map(({ event }) => event.receivedAt)],
        ),
      );
    }
    ending.add(
      db.query(
        `UPDATE issue i SET stored_count = i.stored_count - t.quantity
           FROM unnest($2::bigint[], $3::bigint[]) AS t (id, quantity) WHERE i.project_id = $1 AND i.id = t.id`,
        [projectId, issueIds, issueIds.map((id) => sizeOf(counted, id) - countOf(rows, id))],
      ),
    );
    ending.add(db.query("COMMIT"));
    await ending.done();
    remember();
  });
  return true;
}

type Counted = Sighting & { issueId: number };

const sizeOf = (counted: readonly Counted[], id: number) =>
  counted.reduce((sum, { issueId, lines }) => sum + (issueId === id ? lines : 0), 0);
const countOf = (rows: readonly Counted[], id: number) => rows.filter(({ issueId }) => issueId === id).length;

function toOne({ event, issueId }: Counted): StoredEvent {
  return { event, issueId, isNew: false };
}

/** As many events as there are lines, for the counters; they are one object. */
function toStored(counted: Counted): StoredEvent[] {
  const one = toOne(counted);
  return Array.from({ length: counted.lines }, () => one);
}

/** The newest line of each pattern of which none was stored for a minute. */
function chooseKept(patterns: readonly LivePattern[], counted: readonly Counted[]): Counted[] {
  return patterns.flatMap(({ hash, lastEventAt }) => {
    const newest = counted.findLast(({ event }) => event.hashes[0] === hash);
    const isDue = newest && newest.event.receivedAt.getTime() - lastEventAt.getTime() >= EVENT_MS;
    return isDue ? [newest] : [];
  });
}

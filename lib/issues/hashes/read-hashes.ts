import { pool } from "@/lib/db/pool";
import { decodePayload } from "@/lib/events/payload";
import type { IssueLocation } from "@/lib/events/locate-issue";
import { groupEvent, isKnownVersion } from "@/lib/grouping/group-event";
import type { GroupingSettings } from "@/lib/grouping/settings";
import { hashEventLimit } from "@/lib/issues/merge-schemas";
import type { Event } from "@/lib/protocol/event";
import { readOldSettings } from "./read-hash-settings";

/** One hash that leads to an issue, and what the newest events of the issue say about it. */
export interface KnownHash {
  hash: string;
  groupingVersion: string;
  mergedFrom: number | null;
  /** Of the newest 10,000 events, those that were grouped by it. */
  count: number;
  first: Date | null;
  last: Date | null;
  latest: Event | null;
  /** Other hashes that its newest event was looked up by, when it is grouped again as then. */
  companions: string[];
}

export interface KnownHashes {
  hashes: KnownHash[];
  /** All events of the issue were looked at. */
  isExact: boolean;
}

type Row = Omit<KnownHash, "latest" | "companions"> & {
  latestId: string | null;
  isExact: boolean;
};

/**
 * The hashes of an issue, those of the newest events first, at most `limit`. Looks at the newest 10,000 events by their
 * keys and at one event of each hash as a whole.
 */
export async function readHashes(
  { projectId, issueId }: Pick<IssueLocation, "projectId" | "issueId">,
  settings: GroupingSettings,
  limit: number,
): Promise<KnownHashes> {
  const { rows } = await pool().query<Row>(
    `WITH looked AS MATERIALIZED (
       SELECT id, hash, received_at, seq FROM event WHERE project_id = $1 AND issue_id = $2
        ORDER BY received_at DESC, seq DESC LIMIT ${hashEventLimit + 1}
     ), seen AS (
       SELECT hash, count(*) AS count, min(received_at) AS first, max(received_at) AS last,
              (array_agg(id ORDER BY received_at DESC, seq DESC))[1] AS latest
         FROM looked GROUP BY 1
     )
     SELECT h.hash, h.grouping_version AS "groupingVersion", h.merged_from AS "mergedFrom",
            coalesce(seen.count, 0) AS count, seen.first, seen.last, seen.latest AS "latestId",
            (SELECT count(*) FROM looked) <= ${hashEventLimit} AS "isExact"
       FROM issue_hash h LEFT JOIN seen ON seen.hash = h.hash
      WHERE h.project_id = $1 AND h.issue_id = $2
      ORDER BY seen.last DESC NULLS LAST, h.hash LIMIT $3`,
    [projectId, issueId, limit],
  );
  const events = await readLatest(projectId, rows);
  const oldSettings = await readOldSettings(projectId, [...events.values()]);
  return {
    isExact: rows[0]?.isExact ?? true,
    hashes: rows.map((row) => {
      const { hash, groupingVersion, mergedFrom, count, first, last, latestId } = row;
      const latest = (latestId && events.get(latestId)) || null;
      return {
        hash,
        groupingVersion,
        mergedFrom,
        count,
        first,
        last,
        latest,
        companions: latest ? findCompanions(latest, row, [oldSettings(latest), settings]) : [],
      };
    }),
  };
}

async function readLatest(projectId: number, rows: Row[]): Promise<Map<string, Event>> {
  const found = rows.filter((row) => row.latestId !== null);
  const times = found.flatMap((row) => row.last?.getTime() ?? []);
  if (times.length === 0) return new Map();
  const { rows: stored } = await pool().query<{ id: string; payload: Buffer }>(
    `SELECT e.id, e.payload
       FROM unnest($2::uuid[], $3::timestamptz[]) AS t (id, at)
       JOIN event e ON e.id = t.id AND e.received_at = t.at
      WHERE e.project_id = $1 AND e.received_at >= $4 AND e.received_at <= $5`,
    [
      projectId,
      found.map((row) => row.latestId),
      found.map((row) => row.last),
      new Date(Math.min(...times)),
      new Date(Math.max(...times)),
    ],
  );
  return new Map(stored.map(({ id, payload }) => [id, decodePayload(payload)]));
}

/**
 * What an event is looked up by besides `hash`, as it was grouped when it arrived and as it would be today, by the version
 * that made the hash too. Rules may have changed since: ways to group that do not give the hash say nothing.
 */
function findCompanions(
  event: Event,
  { hash, groupingVersion }: Pick<KnownHash, "hash" | "groupingVersion">,
  ways: (GroupingSettings | undefined)[],
): string[] {
  const companions = new Set<string>();
  for (const settings of ways) {
    if (!settings) continue;
    const all = [...groupEvent(event, settings).hashes, ...groupAs(event, groupingVersion, settings)];
    if (all.includes(hash)) for (const other of all) companions.add(other);
  }
  companions.delete(hash);
  return [...companions];
}

/** A version that this program does not know (a newer one wrote it) says nothing. */
function groupAs(event: Event, version: string, settings: GroupingSettings): string[] {
  if (version === settings.version || !isKnownVersion(version)) return [];
  return groupEvent(event, { ...settings, version, previousVersion: undefined }).hashes;
}

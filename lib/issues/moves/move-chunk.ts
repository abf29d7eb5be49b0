import type { PoolClient } from "pg";
import { transaction } from "@/lib/db/transaction";
import { countMoved, type MovedEvent } from "./count-moved";
import { deleteChunk } from "./delete-chunk";
import { leaveUsers } from "./leave-users";

/** Events that are looked at in one transaction. */
const CHUNK = 2_000;

interface Move {
  projectId: number;
  id: number;
}

interface MoveRow extends Move {
  from: number;
  /** Null when the issue was deleted: what it had is removed. */
  to: number | null;
  hashes: string[];
  receivedAt: string;
  seq: number;
}

type Directed = MoveRow & { to: number };

interface Place {
  id: string;
  receivedAt: Date;
  seq: number;
  leaves: boolean;
}

export interface MovedChunk {
  moved: number;
  /** `held`: what comes next is somebody else's for now. */
  state: "going" | "held" | "finished";
}

/**
 * Moves the next events of a move, in one transaction with where it stands, and for an unmerge with every counter of both
 * issues; what an issue had that was deleted is removed. (A merge has added the counters up already.) Locks: the move, its
 * events, then issues in order of their ids, as everyone locks them.
 */
export function moveChunk({ projectId, id }: Move): Promise<MovedChunk> {
  return transaction(async (db) => {
    const { rows } = await db.query<MoveRow>(
      `SELECT project_id AS "projectId", id, from_issue AS from, to_issue AS to, hashes,
              after_received_at::text AS "receivedAt", after_seq AS seq
         FROM issue_move WHERE project_id = $1 AND id = $2 FOR UPDATE SKIP LOCKED`,
      [projectId, id],
    );
    const move = rows[0];
    // Gone, or another process is at it.
    if (!move) return { moved: 0, state: "finished" };
    if (!isDirected(move)) return remove(db, move);
    const places = await readPlaces(db, move);
    if (places.length === 0) {
      if (move.hashes.length > 0) await leaveUsers(db, move);
      await finish(db, move);
      return { moved: 0, state: "finished" };
    }
    const leaving = places.filter((place) => place.leaves);
    const moved = leaving.length > 0 ? await moveEvents(db, move, leaving) : [];
    if (move.hashes.length > 0 && moved.length > 0) await countMoved(db, move, moved);
    const last = findLast(places, moved);
    if (last) {
      await db.query(
        "UPDATE issue_move SET after_received_at = $3, after_seq = $4 WHERE project_id = $1 AND id = $2",
        [projectId, id, last.receivedAt, last.seq],
      );
    }
    return { moved: moved.length, state: last ? "going" : "held" };
  });
}

function isDirected(move: MoveRow): move is Directed {
  return move.to !== null;
}

/** Removes the next of what a deleted issue had. */
async function remove(db: PoolClient, move: MoveRow): Promise<MovedChunk> {
  const { events, rows, isEmpty } = await deleteChunk(db, move);
  if (isEmpty) await finish(db, move);
  return { moved: events, state: isEmpty ? "finished" : rows > 0 ? "going" : "held" };
}

async function finish(db: PoolClient, { projectId, id }: Move): Promise<void> {
  await db.query("DELETE FROM issue_move WHERE project_id = $1 AND id = $2", [projectId, id]);
}

/** The last place before the first event that could not be had; undefined when that is the first of all. */
function findLast(places: readonly Place[], moved: readonly MovedEvent[]): Place | undefined {
  const found = new Set(moved.map((event) => event.id));
  const missed = places.findIndex((place) => place.leaves && !found.has(place.id));
  return missed === -1 ? places.at(-1) : places[missed - 1];
}

/** The next events of the issue in order of arrival, and which of them leave. */
async function readPlaces(db: PoolClient, move: Directed): Promise<Place[]> {
  const { rows } = await db.query<Place>(
    `SELECT id, received_at AS "receivedAt", seq, cardinality($5::text[]) = 0 OR hash = ANY($5) AS leaves
       FROM event
      WHERE project_id = $1 AND issue_id = $2 AND received_at >= $3::timestamptz
        AND (received_at, seq) > ($3::timestamptz, $4)
      ORDER BY received_at, seq LIMIT ${CHUNK}`,
    [move.projectId, move.from, move.receivedAt, move.seq, move.hashes],
  );
  return rows;
}

/** Rows that somebody else holds are left: a sweep removes them, or the next call finds them again. */
async function moveEvents(db: PoolClient, move: Directed, leaving: Place[]): Promise<MovedEvent[]> {
  const { rows } = await db.query<MovedEvent>(
    `WITH picked AS MATERIALIZED (
       SELECT e.id, e.received_at FROM event e
         JOIN unnest($3::uuid[], $4::timestamptz[]) AS t (id, received_at)
           ON e.id = t.id AND e.received_at = t.received_at
        WHERE e.project_id = $1 AND e.issue_id = $2 AND e.received_at >= $5 AND e.received_at <= $6
          FOR UPDATE OF e SKIP LOCKED
     )
     UPDATE event e SET issue_id = $7 FROM picked
      WHERE e.project_id = $1 AND e.id = picked.id AND e.received_at = picked.received_at
        AND e.received_at >= $5 AND e.received_at <= $6
     RETURNING e.id, e.received_at AS "receivedAt", e.seq, e.environment, e.user_key AS "userKey",
               CASE WHEN $8 THEN e.payload END AS payload`,
    [
      move.projectId,
      move.from,
      leaving.map((place) => place.id),
      leaving.map((place) => place.receivedAt),
      leaving[0]?.receivedAt,
      leaving.at(-1)?.receivedAt,
      move.to,
      move.hashes.length > 0,
    ],
  );
  return rows;
}

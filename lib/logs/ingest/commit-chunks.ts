import { randomUUID } from "node:crypto";
import type { PoolClient } from "pg";
import { pipeline, startWriting, together } from "@/lib/db/pipeline";
import { noteUsedKeys } from "@/lib/ingest/digest/note-sightings";
import { hourOf, type OutcomeCount } from "@/lib/ingest/outcome";
import { sqlStateOf } from "@/lib/ingest/refusal";
import { writeOutcomes } from "@/lib/ingest/write-outcomes";
import type { Chunk } from "./chunk";
import { isCommitId, markCommit } from "./mark-commit";
import { writeCounts } from "./write-counts";

const MAX_TRIES = 3;
/** Serialisation failure and deadlock: the same again may well succeed. */
const PASSING = ["40001", "40P01"];

/** A commit under way, for whoever loses patience with it. */
export interface Attempt {
  /** The id of the commit, once it is about to be sent: from then on it may be stored whatever we hear of it. */
  commit?: string;
  /** Set it, and what was not sent to be committed by then is rolled back. */
  isGivenUp?: boolean;
  /** Runs before COMMIT is sent. */
  beforeCommit?: (commit: string) => Promise<void>;
}

/** Thrown when an attempt was given up before its COMMIT was sent: nothing of it is stored. */
export class GivenUpError extends Error {}

/**
 * The one transaction: stores chunks, adds to the counters of those that were not stored before, and tells who tails. When it
 * returns, all of it is durable. Chunks of a project that was deleted meanwhile are passed over.
 *
 * A chunk leaves its table within a minute or two, so its row does not tell for ever that it was stored. That is why the
 * transaction writes a row of its own under a random id: a chunk whose COMMIT was not answered carries that id
 * (`Chunk.attempts`), and whoever stores the chunk again looks for the row. The number of the transaction would not do: one
 * that a crash took away is given to another.
 */
export async function commitChunks(chunks: Chunk[], attempt: Attempt = {}): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      return await tryToCommit(chunks, attempt);
    } catch (error) {
      if (tries === MAX_TRIES || !PASSING.includes(sqlStateOf(error))) throw error;
    }
  }
}

async function tryToCommit(chunks: Chunk[], attempt: Attempt): Promise<void> {
  const inOrder = chunks.toSorted((a, b) => a.projectId - b.projectId || (a.id < b.id ? -1 : 1));
  const commit = randomUUID();
  await pipeline(async (db) => {
    const [, , ...stored] = await together([
      db.query("BEGIN"),
      markCommit(db, commit),
      ...inOrder.map((chunk) => insertChunk(db, chunk)),
    ] as const);
    const fresh = inOrder.filter((_, index) => stored[index]);
    const writing = startWriting();
    writing.add(writeCounts(db, fresh));
    writing.add(writeOutcomes(db, fresh.flatMap(toOutcomes)));
    writing.add(noteUsedKeys(db, fresh.flatMap(toUses)));
    for (const { projectId, id } of fresh) {
      writing.add(
        db.query({
          name: "log-notify",
          text: "SELECT pg_notify('log_chunk', $1)",
          values: [`${projectId}:${id}`],
        }),
      );
    }
    if (attempt.beforeCommit) {
      await writing.done();
      await attempt.beforeCommit(commit);
    }
    if (attempt.isGivenUp) {
      await writing.done();
      throw new GivenUpError("the chunks are on disk already");
    }
    attempt.commit = commit;
    writing.add(db.query("COMMIT"));
    await writing.done();
  });
}

/** Whether it was stored now. */
async function insertChunk(db: PoolClient, chunk: Chunk): Promise<boolean> {
  const { rowCount } = await db.query({
    name: "insert-log-chunk",
    text: `
      INSERT INTO log_chunk (project_id, id, received_at, time_min, time_max, lines, raw_bytes, keys, body)
      SELECT id, $2::uuid, to_timestamp($3::float8 / 1000), $4::bigint, $5::bigint, $6::int, $7::int, $8::text[], $9::bytea
        FROM project
       WHERE id = $1::int
         AND NOT EXISTS (SELECT FROM log_commit WHERE id = ANY ($10::uuid[]))
      ON CONFLICT (project_id, id) DO NOTHING`,
    values: [
      chunk.projectId,
      chunk.id,
      chunk.receivedAt,
      String(chunk.timeMin),
      String(chunk.timeMax),
      chunk.lines,
      chunk.rawBytes,
      chunk.keys,
      chunk.body,
      chunk.attempts.filter(isCommitId),
    ],
  });
  return rowCount === 1;
}

function toUses({ projectId, shares }: Chunk): { keyId: string; projectId: number }[] {
  return shares.map(({ keyId }) => ({ keyId, projectId }));
}

function toOutcomes({ projectId, receivedAt, shares }: Chunk): OutcomeCount[] {
  const bucket = hourOf(receivedAt);
  return shares.flatMap(({ keyId, lines, bytes }) => {
    const one = { projectId, keyId, bucket, outcome: "accepted", reason: "" } as const;
    return [
      { ...one, category: "log_item", quantity: lines },
      { ...one, category: "log_byte", quantity: bytes },
    ];
  });
}

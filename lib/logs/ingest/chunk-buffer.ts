import { openRecordBuffer, type RecordBuffer } from "@/lib/ingest/open-record-buffer";
import { isAboutContent } from "@/lib/ingest/refusal";
import type { SpoolOptions } from "@/lib/ingest/spool/open-spool";
import type { Chunk } from "./chunk";
import { commitChunks } from "./commit-chunks";
import { type CommitNote, readCommitNotes, writeCommitNotes } from "./commit-note";
import { decodeChunk, encodeChunk } from "./encode-chunk";
import { setAside } from "./set-aside";
import { verifyChunks } from "./verify-chunks";

let buffer: RecordBuffer | undefined;

/** Whether this process has a buffer for chunks on disk. */
export function hasChunkBuffer(): boolean {
  return buffer !== undefined;
}

/**
 * Opens the buffer for chunks that Postgres does not take in time, as `openBuffer` of lib/ingest does for events: in
 * `folder`, which nothing else uses. `onBroken`: the disk failed; leave the process.
 */
export async function openChunkBuffer({
  folder,
  onBroken,
  spool,
}: {
  folder: string;
  onBroken: (error: Error) => void;
  spool?: SpoolOptions;
}): Promise<{ close(): Promise<void> }> {
  const opened = await openRecordBuffer({
    folder,
    onBroken,
    spool,
    trouble: "log spool",
    what: "portions of log lines",
    move: moveChunks,
  });
  buffer = opened;
  return {
    async close() {
      buffer = undefined;
      await opened.close();
    },
  };
}

/** Appends chunks to the buffer; returns when they are durable on disk. Throws `OverloadError` (`spool_full`). */
export async function bufferChunks(chunks: Chunk[]): Promise<void> {
  if (!buffer) throw new Error("this process has no buffer for log lines");
  const isUnverified = chunks.some(({ publicKey }) => publicKey !== undefined);
  await buffer.append(chunks.map(encodeChunk), { isUnverified });
}

async function moveChunks(
  records: Buffer[],
  { isAgain, dir }: { isAgain: boolean; dir: string },
): Promise<void> {
  const chunks = await verifyChunks(records.map(decodeChunk));
  const ids = new Set(chunks.map(({ id }) => id));
  const notes = (isAgain ? await readCommitNotes(dir) : []).filter((note) =>
    note.ids.some((id) => ids.has(id)),
  );
  for (const chunk of chunks) {
    chunk.attempts.push(...notes.filter((note) => note.ids.includes(chunk.id)).map(({ commit }) => commit));
  }
  await commitOrSetAside(chunks, dir, notes);
}

/**
 * What Postgres refuses for its content is halved until the chunk in question stands alone, and is put aside as a file.
 * `notes` grows by each commit: as long as the records are in the spool, all of them may be asked for.
 */
async function commitOrSetAside(chunks: Chunk[], dir: string, notes: CommitNote[]): Promise<void> {
  if (chunks.length === 0) return;
  try {
    await commitChunks(chunks, {
      beforeCommit: (commit) => {
        notes.push({ commit, ids: chunks.map(({ id }) => id) });
        return writeCommitNotes(dir, notes);
      },
    });
  } catch (error) {
    if (!isAboutContent(error)) throw error;
    const [first, ...others] = chunks;
    if (first && others.length === 0) return setAside(first, dir, error);
    const middle = Math.ceil(chunks.length / 2);
    await commitOrSetAside(chunks.slice(0, middle), dir, notes);
    await commitOrSetAside(chunks.slice(middle), dir, notes);
  }
}

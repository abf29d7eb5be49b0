import { constants, gzip } from "node:zlib";
import type { Chunk } from "./chunk";
import type { OpenChunk } from "./open-chunk";

/** Level 1 takes a third of the time of the default for a tenth more room, and the rows live for a minute. */
const OPTIONS = { level: constants.Z_BEST_SPEED, chunkSize: 64 * 1024 };

/** Packs a chunk in zlib's threads. */
export async function packChunk(open: OpenChunk): Promise<Chunk> {
  const raw = open.takeText();
  const body = await new Promise<Buffer>((resolve, reject) => {
    gzip(raw, OPTIONS, (error, packed) => (error ? reject(error) : resolve(packed)));
  });
  return {
    id: open.id,
    projectId: open.projectId,
    receivedAt: open.receivedAt,
    timeMin: open.timeMin,
    timeMax: open.timeMax,
    lines: open.lines,
    rawBytes: raw.byteLength,
    keys: [...open.keys],
    body,
    counts: open.counts.list(),
    shares: [...open.shares.values()],
    publicKey: open.publicKey,
    attempts: [],
  };
}

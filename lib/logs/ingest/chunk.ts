import type { LineCount } from "./line-counts";

/** What one key brought to a chunk. */
export interface Share {
  keyId: string;
  lines: number;
  /** As received. */
  bytes: number;
}

/** Lines of one project, packed: a row of `log_chunk` and what is counted with it. */
export interface Chunk {
  id: string;
  /** 0 with `publicKey` alone. */
  projectId: number;
  /** Epoch ms. */
  receivedAt: number;
  /** Nanoseconds since 1970. */
  timeMin: bigint;
  timeMax: bigint;
  lines: number;
  rawBytes: number;
  keys: string[];
  body: Buffer;
  counts: LineCount[];
  shares: Share[];
  /** Set when the database was away and the key could not be verified; then it is the only sender, and has no key id. */
  publicKey?: string;
  /** Commits that were sent and not answered, by their ids (`log_commit`): if one of them was made, the chunk is stored. */
  attempts: string[];
}

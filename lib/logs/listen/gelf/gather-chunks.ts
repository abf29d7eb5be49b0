const HEADER_BYTES = 12;
const MAX_CHUNKS = 128;
const PATIENCE_MS = 5_000;
const MAX_BYTES = 32 * 1024 * 1024;
/** What an object and its place cost beside its bytes. */
const OVERHEAD = 512;

interface Pending {
  remote: string;
  parts: (Buffer | undefined)[];
  missing: number;
  bytes: number;
  begun: number;
}

/** What became of a datagram, or of one that it pushed out. */
export type Gathered =
  | { message: Buffer; remote: string }
  | { reason: "invalid_chunk" | "incomplete"; detail: string; sample: Buffer; remote: string };

/** Puts the datagrams of chunked GELF messages together. */
export interface ChunkGatherer {
  /** Takes one datagram; what is no chunk is a message by itself. `now` in ms. */
  take(datagram: Buffer, remote: string, now: number): Gathered[];
  /** Gives up what did not become whole within five seconds. */
  expire(now: number): Gathered[];
  readonly pending: number;
}

/**
 * Chunks are gathered by sender and message id: at most 128 in five seconds (GelfChunkAggregator.java), duplicates
 * count once. All that waits takes at most `maxBytes`; the oldest go first, of the sender who has most of it where that is
 * more than a tenth, so that one who never finishes pushes out its own.
 */
export function gatherChunks(maxBytes = MAX_BYTES): ChunkGatherer {
  const waiting = new Map<string, Pending>();
  const bySender = new Map<string, number>();
  let held = 0;

  function count(remote: string, bytes: number): void {
    held += bytes;
    const own = (bySender.get(remote) ?? 0) + bytes;
    if (own > 0) bySender.set(remote, own);
    else bySender.delete(remote);
  }

  function remove(id: string, pending: Pending): void {
    waiting.delete(id);
    count(pending.remote, -pending.bytes);
  }

  function giveUp(id: string, pending: Pending): Gathered {
    remove(id, pending);
    const { parts, missing, remote } = pending;
    const detail = `${missing} of ${parts.length} chunks did not come in time`;
    return { reason: "incomplete", detail, sample: parts.find((part) => part) ?? Buffer.alloc(0), remote };
  }

  function expire(now: number): Gathered[] {
    const lost: Gathered[] = [];
    // In order of their first chunk.
    for (const [id, pending] of waiting) {
      if (now - pending.begun < PATIENCE_MS) break;
      lost.push(giveUp(id, pending));
    }
    return lost;
  }

  function makeRoom(): Gathered[] {
    const lost: Gathered[] = [];
    if (held <= maxBytes) return lost;
    // More than must be, so that a flood does not look for the greediest each time.
    const goal = maxBytes * 0.9;
    const [greedy, own] = [...bySender].reduce((one, other) => (other[1] > one[1] ? other : one));
    const isOnesFault = own > maxBytes * 0.1;
    for (const [id, pending] of waiting) {
      if (held <= goal) break;
      if (!isOnesFault || pending.remote === greedy) lost.push(giveUp(id, pending));
    }
    return lost;
  }

  function add(datagram: Buffer, remote: string, now: number): Gathered[] {
    const number = datagram[10] ?? 0;
    const total = datagram[11] ?? 0;
    if (datagram.length <= HEADER_BYTES || total === 0 || total > MAX_CHUNKS || number >= total)
      return [
        {
          reason: "invalid_chunk",
          detail: "a chunk is numbered below its count, of at most 128",
          sample: datagram,
          remote,
        },
      ];
    const id = `${remote} ${datagram.toString("hex", 2, 10)}`;
    let pending = waiting.get(id);
    if (pending && pending.parts.length !== total)
      return [
        {
          reason: "invalid_chunk",
          detail: "chunks of one message disagree about their count",
          sample: datagram,
          remote,
        },
      ];
    if (!pending) {
      pending = { remote, parts: Array.from({ length: total }), missing: total, bytes: 0, begun: now };
      waiting.set(id, pending);
    }
    if (pending.parts[number]) return [];
    const part = datagram.subarray(HEADER_BYTES);
    pending.parts[number] = part;
    pending.missing--;
    const bytes = part.length + OVERHEAD;
    pending.bytes += bytes;
    count(remote, bytes);
    if (pending.missing > 0) return makeRoom();
    remove(id, pending);
    return [{ message: Buffer.concat(pending.parts.filter((each) => each !== undefined)), remote }];
  }

  return {
    get pending() {
      return waiting.size;
    },
    expire,
    take(datagram, remote, now) {
      if (datagram[0] !== 0x1e || datagram[1] !== 0x0f) return [{ message: datagram, remote }];
      const lost = expire(now);
      return [...lost, ...add(datagram, remote, now)];
    },
  };
}

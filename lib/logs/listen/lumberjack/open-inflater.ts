import { promisify } from "node:util";
import { inflate } from "node:zlib";
import type { Budget } from "@/lib/logs/listen/budget";
import { FrameError } from "./read-frames";

const MOST_BYTES = 32 * 1024 * 1024;

type Unpack = (bytes: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>;

/**
 * Unpacks compressed frames of all connections of a listener, one after the other, and holds what came out in their budget:
 * it is not known before how much that is, and hundreds at once would have it all before any was counted. Whoever asked
 * gives it back. Throws `FrameError`.
 */
export function openInflater(
  held: Budget,
  unpack: Unpack = promisify(inflate),
): (bytes: Buffer) => Promise<Buffer> {
  let last: Promise<unknown> = Promise.resolve();
  return (bytes) => {
    const turn = last.then(async () => {
      const plain = await unpack(bytes, { maxOutputLength: MOST_BYTES }).catch(refuse);
      if (!held.add(plain.length)) throw new FrameError("too_large", "too much is being received at once");
      return plain;
    });
    last = turn.catch(() => undefined);
    return turn;
  };
}

function refuse(error: unknown): never {
  if ((error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE")
    throw new FrameError(
      "too_large",
      `a compressed frame is larger than ${MOST_BYTES} bytes when it is unpacked`,
    );
  throw new FrameError("invalid_frame", "a compressed frame can't be unpacked");
}

import type { IncomingMessage } from "node:http";

const LONGEST_MS = 5_000;
const MOST_BYTES = 32 * 1024 * 1024;

/**
 * Reads on and forgets what a client still sends of a body that was answered early. A connection closed over unread
 * bytes is reset, and the client never sees the answer (RFC 9112, 9.6). Who sends on for too long is cut off. Calls `done` when nothing is left to read.
 */
export function drain(request: IncomingMessage, done: () => void = () => {}): void {
  let left = MOST_BYTES;
  const cut = () => request.destroy();
  const timer = setTimeout(cut, LONGEST_MS).unref();
  request.unpipe();
  request.on("data", (chunk: Buffer) => {
    left -= chunk.byteLength;
    if (left < 0) cut();
  });
  request.once("end", done);
  request.once("close", () => clearTimeout(timer));
  request.once("error", () => {});
  request.resume();
}

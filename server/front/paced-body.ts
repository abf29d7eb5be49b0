import type { IncomingMessage } from "node:http";

export interface Pace {
  /** How long a body may take however slowly it comes, in ms. */
  graceMs: number;
  /** What must come on average by then and from then on. */
  bytesPerSecond: number;
}

/** Who drips holds one of our 2,000 connections: 1 KiB/s is slower than any phone. */
export const PACE: Pace = { graceMs: 5_000, bytesPerSecond: 1_024 };

/**
 * The body of a request, chunk by chunk. Throws an error with the code `ETIMEDOUT` as soon as it falls behind `pace`, and
 * `ECONNRESET` when the client hangs up. Left half-read, the request stays open: its end would be the connection's, and
 * the answer lost.
 */
export function pacedBody(request: IncomingMessage, pace: Pace = PACE): AsyncIterable<Uint8Array> {
  return { [Symbol.asyncIterator]: () => readPaced(request, pace) };
}

/** By events and not by the stream's own iterator, which costs as much as all else that is done to read a small body. */
async function* readPaced(request: IncomingMessage, pace: Pace): AsyncGenerator<Uint8Array> {
  const started = Date.now();
  let received = 0;
  let isOver = false;
  let failure: Error | undefined;
  let awake: (() => void) | undefined;
  let timer: NodeJS.Timeout | undefined;
  const wake = () => awake?.();
  const finish = () => {
    isOver = true;
    wake();
  };
  const fail = (error: Error) => {
    failure ??= error;
    wake();
  };
  const close = () => {
    if (request.complete) finish();
    else fail(withCode("the client hung up", "ECONNRESET"));
  };
  request.on("readable", wake).on("end", finish).on("error", fail).on("close", close);
  if (request.destroyed) close();
  try {
    for (;;) {
      const chunk = request.read() as Uint8Array | null;
      if (chunk !== null) {
        received += chunk.byteLength;
        yield chunk;
      } else if (failure) throw failure;
      else if (isOver || request.readableEnded) return;
      else {
        timer ??= setTimeout(look, pace.graceMs);
        await new Promise<void>((resolve) => {
          awake = resolve;
        });
      }
    }
  } finally {
    clearTimeout(timer);
    request.off("readable", wake).off("end", finish).off("error", fail).off("close", close);
  }

  function look(): void {
    const due = started + Math.max(pace.graceMs, (received / pace.bytesPerSecond) * 1_000);
    const left = due - Date.now();
    if (left > 0) timer = setTimeout(look, left);
    else fail(withCode("the body comes too slowly", "ETIMEDOUT"));
  }
}

function withCode(message: string, code: string): Error {
  return Object.assign(new Error(message), { code });
}

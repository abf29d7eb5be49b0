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
 * The body of a request, chunk by chunk. Throws an error with the code `ETIMEDOUT` as soon as it falls behind `pace`.
 * Left half-read, the request stays open: its end would be the connection's, and the answer lost.
 */
export function pacedBody(request: IncomingMessage, pace: Pace = PACE): AsyncIterable<Uint8Array> {
  const read = (): AsyncIterator<Uint8Array> => request.iterator({ destroyOnReturn: false });
  return {
    // What came together with its headers needs no clock, and no waiting.
    [Symbol.asyncIterator]: () => (request.complete ? takeBuffered(request) : keepPace(read(), pace)),
  };
}

async function* takeBuffered(request: IncomingMessage): AsyncGenerator<Uint8Array> {
  for (let chunk = read(); chunk !== null; chunk = read()) yield chunk;

  function read(): Uint8Array | null {
    return request.read() as Uint8Array | null;
  }
}

async function* keepPace(chunks: AsyncIterator<Uint8Array>, pace: Pace): AsyncGenerator<Uint8Array> {
  const started = Date.now();
  let received = 0;
  const clock = startClock();
  try {
    for (;;) {
      const { done, value } = await Promise.race([chunks.next(), clock.late]);
      if (done) return;
      received += value.byteLength;
      yield value;
    }
  } finally {
    clock.stop();
    // Not awaited: it ends with the chunk that may never come.
    chunks.return?.().catch(() => {});
  }

  function startClock(): { late: Promise<never>; stop(): void } {
    let timer: NodeJS.Timeout;
    const late = new Promise<never>((_, reject) => {
      const look = () => {
        const due = started + Math.max(pace.graceMs, (received / pace.bytesPerSecond) * 1_000);
        const left = due - Date.now();
        if (left > 0) timer = setTimeout(look, left).unref();
        else reject(Object.assign(new Error("the body comes too slowly"), { code: "ETIMEDOUT" }));
      };
      look();
    });
    late.catch(() => {});
    return { late, stop: () => clearTimeout(timer) };
  }
}

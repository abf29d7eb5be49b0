import { once } from "node:events";
import type { ServerResponse } from "node:http";

/**
 * Waits until the other side takes what was written, or is gone. Who takes nothing for `longestMs` is hung up on: a query
 * that nobody reads would hold its turn for as long as the connection stands.
 */
export async function waitUntilTaken(response: ServerResponse, longestMs: number): Promise<void> {
  const over = new AbortController();
  const timer = setTimeout(() => response.destroy(), longestMs);
  try {
    await Promise.race(["drain", "close"].map((name) => once(response, name, { signal: over.signal })));
  } finally {
    clearTimeout(timer);
    // Takes the other one's listener away; its rejection is nobody's.
    over.abort();
  }
}

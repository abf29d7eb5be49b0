const MOST_PER_SECOND = 100;

let second = 0;
let refused = new Map<string, number>();

/** Notes that a request of this key was refused for its limit. `now` is in epoch ms. */
export function noteRefusal(keyId: string, now = Date.now()): void {
  turnTo(now);
  refused.set(keyId, (refused.get(keyId) ?? 0) + 1);
}

/**
 * Whether a key was refused more than a hundred times in this second: a client that heeds no limit. Its requests are
 * then not worth reading.
 */
export function isFlood(keyId: string, now = Date.now()): boolean {
  turnTo(now);
  return (refused.get(keyId) ?? 0) >= MOST_PER_SECOND;
}

function turnTo(now: number): void {
  const current = Math.floor(now / 1_000);
  if (current === second) return;
  second = current;
  refused = new Map();
}

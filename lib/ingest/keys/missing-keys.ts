const MAX_KEYS = 10_000;
const LASTING_MS = 30_000;

/** Keys that were looked up a moment ago and do not exist. */
export interface MissingKeys {
  add(publicKey: string): void;
  has(publicKey: string): boolean;
  clear(): void;
  readonly size: number;
}

/** An empty memory of missing keys: the 10,000 asked for last, each for 30 seconds. */
export function openMissingKeys(): MissingKeys {
  /** Until when (epoch ms), the one asked for longest ago first. */
  const until = new Map<string, number>();
  return {
    add(publicKey) {
      const oldest = until.size >= MAX_KEYS ? until.keys().next().value : undefined;
      if (oldest !== undefined) until.delete(oldest);
      until.set(copyOf(publicKey), Date.now() + LASTING_MS);
    },
    has(publicKey) {
      const end = until.get(publicKey);
      if (end === undefined) return false;
      until.delete(publicKey);
      if (end <= Date.now()) return false;
      until.set(copyOf(publicKey), end);
      return true;
    },
    clear: () => until.clear(),
    get size() {
      return until.size;
    },
  };
}

/** A piece cut out of a header would keep the whole header in memory. */
function copyOf(text: string): string {
  return Buffer.from(text, "latin1").toString("latin1");
}

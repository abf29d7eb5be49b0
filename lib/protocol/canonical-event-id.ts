const PLAIN = /^[0-9a-f]{32}$/i;
const DASHED = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const NIL = "0".repeat(32);

/** 32 lower-case hex digits for a plain or dashed UUID; null for anything else and for the nil UUID. */
export function canonicalEventId(value: unknown): string | null {
  if (typeof value !== "string") return null;
  const plain = DASHED.test(value) ? value.replaceAll("-", "") : value;
  if (!PLAIN.test(plain) || plain === NIL) return null;
  return plain.toLowerCase();
}

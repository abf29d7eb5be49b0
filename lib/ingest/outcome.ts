export type OutcomeName =
  | "accepted"
  | "duplicate"
  | "filtered"
  | "rate_limited"
  | "invalid"
  | "unsupported"
  | "dead_letter";

/** How many items of one kind met the same fate, for one key in one hour. */
export interface OutcomeCount {
  projectId: number;
  keyId: string;
  /** Start of the hour. */
  bucket: Date;
  /** `error`, `transaction`, `session`, …: the rate-limit category of the item. */
  category: string;
  outcome: OutcomeName;
  /** A short word of our own, '' when the outcome says it all. */
  reason: string;
  quantity: number;
}

/** The start of the hour that holds `time` (epoch ms). */
export function hourOf(time: number): Date {
  return new Date(time - (time % 3_600_000));
}

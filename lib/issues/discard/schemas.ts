import { z } from "zod";

/** Groups that the list shows at most, newest first. */
export const discardLimit = 500;

export const takeBackSchema = z.strictObject({
  hashes: z
    .array(z.string().min(1).max(100))
    .min(1, "Name at least one fingerprint.")
    .max(5_000, "Use at most 5,000."),
});
export type TakeBackInput = z.infer<typeof takeBackSchema>;

/** What was discarded in one act: the hashes of one issue. The time is ISO 8601, UTC. */
export type Discarded = {
  title: string;
  hashes: string[];
  at: string;
  /** Null when that account is gone. */
  by: string | null;
};

export type DiscardedList = { discarded: Discarded[] };

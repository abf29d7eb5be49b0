import { z } from "zod";

/** How many rejections stand on a page. */
export const rejectionPageSize = 50;

const slug = z.string().min(1).max(100);

export const listRejectionsQuery = z.strictObject({
  project: slug,
  cursor: z.string().max(200).optional(),
});

export const rejectionParams = z.strictObject({ id: z.uuid() });
export const rejectionQuery = z.strictObject({ project: slug });

/** What had to be refused. Times are ISO 8601, UTC. */
export type RejectionRow = {
  id: string;
  receivedAt: string;
  /** `generic`, `loggly`, `hec`, …, or the kind of a listener. */
  door: string;
  /** A short word of our own: `invalid_json`, `too_large`. */
  reason: string;
  /** What happened, for a person. */
  detail: string;
  /** The sender's address, '' when it is not known. */
  remote: string;
  /** How many bytes were refused. */
  bytes: number;
  /** How many of them are kept. */
  sampleBytes: number;
  /** The beginning of the sample as text; what is no UTF-8 is shown as U+FFFD. */
  preview: string;
};

export type RejectionPage = { rows: RejectionRow[]; nextCursor: string | null };

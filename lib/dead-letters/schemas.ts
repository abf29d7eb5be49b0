import { z } from "zod";
import { projectParams } from "@/lib/projects/schemas";

export { deadLetterCountCap } from "./constants";

/** How many dead letters stand on a page. */
export const deadLetterPageSize = 50;
/** How many one request takes back or deletes; asking again goes on with the rest. */
export const deadLetterBatchLimit = 1_000;

const eventId = z.string().regex(/^[0-9a-f]{32}$/, "An event id has 32 hex digits.");

export const deadLetterParams = projectParams.extend({ eventId });
export const listDeadLettersQuery = z.strictObject({ cursor: z.string().max(100).optional() });

/** Which dead letters are meant: some by event id, or all that are there now. */
export const deadLetterChoiceSchema = z.union([
  z.strictObject({ eventIds: z.array(eventId).min(1, "Name at least one.").max(deadLetterBatchLimit) }),
  z.strictObject({ all: z.literal(true) }),
]);
export type DeadLetterChoice = z.infer<typeof deadLetterChoiceSchema>;

/** An event that the database refused for its content, kept to be tried again. Times are ISO 8601, UTC. */
export type DeadLetterRow = {
  eventId: string;
  title: string;
  receivedAt: string;
  /** SQLSTATE, '' when the database did not name one. */
  code: string;
  /** What the database said. */
  error: string;
  attempts: number;
  lastTriedAt: string;
};

export type DeadLetterPage = { rows: DeadLetterRow[]; nextCursor: string | null };

/** What trying again led to. */
export type RedriveResult = {
  stored: number;
  /** Stored meanwhile under the same id. */
  duplicates: number;
  failed: number;
  /** Not tried yet because one request takes a limited number. */
  left: number;
};

/** What was deleted, and what a further request would delete. */
export type DeleteResult = { deleted: number; left: number };

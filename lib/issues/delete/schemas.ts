import { z } from "zod";
import { changeLimit, type IssueFilter, issueFilterSchema } from "@/lib/issues/schemas";

/** Issues that one portion of everything that matches takes: ingest waits while it goes. */
export const deletePortion = 200;

const shortId = z.string().max(27, "This cannot be the id of an issue.");

/** Their future events are counted as filtered and not stored. */
const discard = z.boolean().default(false);

/**
 * `POST /api/v1/issues/delete`: the issues that are named, all of them or none; or everything that matches a filter, a
 * portion at a time: send the answer's `cursor` again until it is null.
 */
export const deleteIssuesSchema = z.union([
  z.strictObject({
    shortIds: z
      .array(shortId)
      .min(1, "Name at least one issue.")
      .max(changeLimit, `Use at most ${changeLimit}.`),
    discard,
  }),
  z.strictObject({ matching: issueFilterSchema, cursor: z.string().max(200).optional(), discard }),
]);
export type DeleteIssuesInput =
  | { shortIds: readonly string[]; discard?: boolean }
  | { matching: IssueFilter; cursor?: string | undefined; discard?: boolean };

/**
 * What a portion did. `left`: those of everything that matches that could not go, because their events are moving or, when
 * they were to be discarded, because they hold many causes. `isRemoving`: some events are still on the disk, and go behind
 * the answer. `cursor` is null when no portion is left.
 */
export type DeleteResult = { deleted: string[]; left: string[]; isRemoving: boolean; cursor: string | null };

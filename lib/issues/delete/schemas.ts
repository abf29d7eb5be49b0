import { z } from "zod";
import { changeLimit } from "@/lib/issues/schemas";

const shortId = z.string().max(27, "This cannot be the id of an issue.");

/** `POST /api/v1/issues/delete`: all of them or none. */
export const deleteIssuesSchema = z.strictObject({
  shortIds: z
    .array(shortId)
    .min(1, "Name at least one issue.")
    .max(changeLimit, `Use at most ${changeLimit}.`),
  /** Their future events are counted as filtered and not stored. */
  discard: z.boolean().default(false),
});
export type DeleteIssuesInput = z.input<typeof deleteIssuesSchema>;

/** `isRemoving`: some of their events are still on the disk, and go behind the answer. */
export type DeleteResult = { deleted: string[]; isRemoving: boolean };

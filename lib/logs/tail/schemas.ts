import type { z } from "zod";
import { logQuestionSchema, type LogRow } from "@/lib/logs/schemas";

// GET tail: server-sent events, each with JSON as its data.

/** What is followed has no stretch of time: it is what arrives from now on. */
export const followLinesSchema = logQuestionSchema.omit({ from: true, to: true });
export type FollowLinesInput = z.infer<typeof followLinesSchema>;

/** Why a tail ended: nobody is signed in any more, the projects are gone, or the server stops and one may come again. */
export type TailEnd = "signed_out" | "no_projects" | "stopping";

/** What a tail says, by the name of the event. */
export type TailEvents = {
  /** News arrive from now on. */
  open: Record<string, never>;
  /** No news arrive until the next `open`. */
  lost: Record<string, never>;
  lines: {
    /** In the order of their arrival. */
    lines: LogRow[];
    /** Lines that matched since the last time; more than `lines` has when only a sample is shown. */
    matched: number;
    /** Lines that nobody had the time to look at. */
    unread: number;
    /** Some chunk of lines could not be read. */
    isBroken: boolean;
  };
  end: { reason: TailEnd };
};

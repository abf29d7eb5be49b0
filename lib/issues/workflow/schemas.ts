import { z } from "zod";
import { changeLimit, issueFilterSchema } from "@/lib/issues/schemas";

export const priorities = ["high", "medium", "low"] as const;
export type Priority = (typeof priorities)[number];

const shortId = z.string().max(27, "This cannot be the id of an issue.");
const time = z.iso.datetime({ offset: true, error: "Use a time such as 2026-11-18T14:31:48Z." });
const version = z.string().trim().min(1, "Name a release.").max(250, "Use at most 250 characters.");
const many = z.number().int().min(1, "Use 1 or more.").max(1_000_000_000);

/** When an issue that was resolved counts as mended: events of what was there before do not bring it back. */
const resolutionSchema = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("now") }),
  z.strictObject({ type: z.literal("next_release") }),
  z.strictObject({ type: z.literal("release"), release: version }),
  z.strictObject({
    type: z.literal("commit"),
    commit: z.string().regex(/^[0-9a-fA-F]{7,64}$/, "Use 7 to 64 hexadecimal digits."),
  }),
]);
export type Resolution = z.infer<typeof resolutionSchema>;

/** Until when an archived issue stays out of sight. */
const archiveSchema = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("forever") }),
  z.strictObject({ type: z.literal("escalating") }),
  z.strictObject({ type: z.literal("time"), at: time }),
  z
    .strictObject({
      type: z.literal("count"),
      /** So many more events, or more users, whichever is first; within any `windowMinutes` when that is given. */
      events: many.optional(),
      users: many.optional(),
      windowMinutes: z
        .number()
        .int()
        .min(1)
        .max(90 * 24 * 60)
        .optional(),
    })
    .refine(
      ({ events, users }) => events !== undefined || users !== undefined,
      "Say how many events or users.",
    ),
]);
export type ArchiveUntil = z.infer<typeof archiveSchema>;

export const assigneeSchema = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("user"), id: z.string().min(1).max(100) }),
  z.strictObject({ type: z.literal("team"), id: z.string().min(1).max(100) }),
]);
export type AssigneeInput = z.infer<typeof assigneeSchema>;

/** One act on one issue or on many. */
export const issueChangeSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("resolve"), in: resolutionSchema }),
  z.strictObject({ kind: z.literal("unresolve") }),
  z.strictObject({ kind: z.literal("archive"), until: archiveSchema }),
  z.strictObject({ kind: z.literal("assign"), to: assigneeSchema.nullable() }),
  z.strictObject({ kind: z.literal("priority"), priority: z.enum(priorities) }),
  z.strictObject({ kind: z.literal("review") }),
  z.strictObject({ kind: z.literal("bookmark"), isOn: z.boolean() }),
  z.strictObject({ kind: z.literal("subscribe"), isOn: z.boolean() }),
]);
export type IssueChange = z.infer<typeof issueChangeSchema>;

/**
 * `POST /api/v1/issues/change`: on the issues named, or on those that match a filter, a portion of at most 1,000 at a time:
 * send the answer's `changeId` and `cursor` again until the cursor is null.
 */
export const changeIssuesSchema = z.union([
  z.strictObject({
    change: issueChangeSchema,
    shortIds: z.array(shortId).min(1, "Name at least one issue.").max(changeLimit),
  }),
  z.strictObject({
    change: issueChangeSchema,
    matching: issueFilterSchema,
    changeId: z.uuid().optional(),
    cursor: z.string().max(200).optional(),
  }),
]);
export type ChangeIssuesInput = z.infer<typeof changeIssuesSchema>;

/** `POST /api/v1/issues/undo`, in portions likewise. */
export const undoChangeSchema = z.strictObject({ changeId: z.uuid() });
export type UndoChangeInput = z.infer<typeof undoChangeSchema>;

/** How an issue stands, as far as people change it. Times are ISO 8601, UTC; of a count without a window, what is left of it. */
export type IssueState = {
  status: "unresolved" | "resolved" | "archived";
  resolution: Resolution | null;
  archiveUntil: ArchiveUntil | null;
  assignee: Assignee | null;
  priority: Priority;
  isForReview: boolean;
};

/** A person or a team, as shown; somebody who is gone keeps the id and has no name. */
export type Assignee = { type: "user" | "team"; id: string; name: string | null };

/** `changed` names what changed in this portion; issues that stood so already are left out. */
export type ChangeResult = {
  changeId: string;
  changed: { shortId: string; before: IssueState; after: IssueState }[];
  cursor: string | null;
};

/** How many stand as before again in this portion, and how many were changed by others since and were left; `isDone` when no portion is left. */
export type UndoResult = { restored: string[]; left: string[]; isDone: boolean };

export const commentSchema = z.strictObject({
  /** Markdown of the subset that lib/markdown reads. */
  text: z
    .string()
    .trim()
    .min(1, "Write something.")
    .max(10_000, "Use at most 10,000 characters.")
    .refine((text) => !text.includes("\0"), "This holds a character that is no text."),
});
export type CommentInput = z.infer<typeof commentSchema>;

/** `GET /api/v1/issues/<id>/activity`: the page behind a `nextCursor`, the newest without one. */
export const listActivitySchema = z.strictObject({
  cursor: z
    .string()
    .regex(/^[1-9][0-9]{0,15}$/, "Not a place in this timeline.")
    .optional(),
});
export type ListActivityInput = z.infer<typeof listActivitySchema>;

export const commentParams = z.strictObject({
  shortId,
  id: z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER),
});

/** One entry of an issue's timeline, newest first. `actor` is null for Jackdaw itself. */
export type Activity = {
  id: number;
  at: string;
  actor: { id: string; name: string | null } | null;
  entry: ActivityEntry;
};

export type ActivityEntry =
  | { kind: "resolved"; in: Resolution }
  | { kind: "unresolved" }
  | { kind: "archived"; until: ArchiveUntil }
  | { kind: "assigned"; to: Assignee | null; rule?: string }
  | { kind: "priority"; priority: Priority }
  | { kind: "reviewed" }
  | { kind: "regressed"; release: string | null }
  | { kind: "escalated"; reason: ArchiveUntil }
  | { kind: "merged"; shortIds: string[] }
  | { kind: "unmerged"; shortId: string }
  /** `mentions`: what stands behind an `@`, in lower case, and what who is meant is called now. */
  | {
      kind: "commented";
      text: string;
      editedAt: string | null;
      mentions: { written: string; name: string }[];
    }
  | { kind: "undone" };

export type ActivityPage = { entries: Activity[]; nextCursor: string | null };

import { z } from "zod";
import type { IssueStatus } from "./schemas";

/** Issues that one merge takes at most, the one that stays included. */
export const mergeLimit = 50;

/** Events of an issue that are looked at, newest first, to say how many belong to each hash. */
export const hashEventLimit = 10_000;

/** Hashes of an issue that are listed, and that one unmerge takes, at most. */
export const hashLimit = 200;

/** From this score on, two issues count as similar. */
export const leastSimilarity = 0.3;

const shortId = z.string().max(27, "This cannot be the id of an issue.");

/** What fingerprints look like everywhere outside the database: 32 hex digits. */
export const hashSchema = z.string().regex(/^[0-9a-f]{32}$/, "This cannot be a hash.");

export const mergeIssuesSchema = z.strictObject({
  /** The issue that stays. */
  into: shortId,
  /** Issues of the same project that end in it. */
  from: z
    .array(shortId)
    .min(1, "Name at least one issue to merge.")
    .max(mergeLimit - 1, `Merge at most ${mergeLimit} issues at a time.`),
});
export type MergeIssuesInput = z.infer<typeof mergeIssuesSchema>;

/** What a merge did. */
export type MergeResult = {
  /** The issue that stays, and its status now. */
  into: { shortId: string; status: IssueStatus };
  /** The others, with what Undo needs: `unmerge` of these hashes brings each back, `status` is what it had. */
  merged: { shortId: string; status: IssueStatus; hashes: string[] }[];
  /** Counts are right already; some events still move, and are not listed until they have. */
  isMoving: boolean;
};

export const unmergeHashesSchema = z.strictObject({
  hashes: z
    .array(hashSchema)
    .min(1, "Name at least one hash.")
    .max(hashLimit, `Use at most ${hashLimit} hashes at a time.`),
});
export type UnmergeHashesInput = z.infer<typeof unmergeHashesSchema>;

/** What an unmerge did. */
export type UnmergeResult = {
  /** Where the hashes lead now. `isRestored`: an issue that had been merged came back under its old id. */
  issues: { shortId: string; isRestored: boolean; hashes: string[] }[];
  /** Events that have moved so far. */
  moved: number;
  /** Events that retention removed earlier: nobody knows their hash, so they stay counted where they were. */
  keptCounts: number;
  /** Some events still move; each is counted where it is. */
  isMoving: boolean;
};

/** One hash that leads to an issue. Times are ISO 8601, UTC. */
export type IssueHashView = {
  hash: string;
  groupingVersion: string;
  /** Events were grouped by it. False: it only came along, as the second choice of events that `follows` grouped. */
  isPrimary: boolean;
  /** The hash that it comes and goes with; null for one that stands by itself. */
  follows: string | null;
  /** Stored events; with `isExact: false` these are those of the newest 10,000 of the issue, and there may be more. */
  events: { count: number; isExact: boolean };
  firstSeen: string | null;
  lastSeen: string | null;
  /** Its newest event; null when none is stored. */
  latest: { eventId: string; title: string; culprit: string } | null;
  /** The issue it led to before a merge, which unmerging brings back; null when there is none. */
  mergedFrom: string | null;
};

/** The hashes of an issue, those of the newest events first. `isComplete: false`: there are more than are listed. */
export type IssueHashes = { hashes: IssueHashView[]; isComplete: boolean };

/** An issue that looks alike. */
export type SimilarIssue = {
  shortId: string;
  type: string;
  message: string;
  culprit: string;
  status: IssueStatus;
  eventCount: number;
  lastSeen: string;
  /** 0 to 1. */
  score: number;
  /** Frames that both stacks have, nearest the crash first: `function in file`; at most 10. */
  sharedFrames: string[];
  /** For a person: `same type`, `same message but for values`, `7 of 9 in-app frames`. */
  reasons: string[];
};

/** The most similar first, at most 10. */
export type SimilarIssues = { issues: SimilarIssue[] };

/** A rule that would keep a changing value from splitting an issue. */
export type Suggestion = {
  /** Which of the project's texts of rules the line belongs to. */
  kind: "fingerprint" | "stack-trace";
  /** One line in the syntax of the rules. */
  rule: string;
  /** What changes, in words: `a value in the message`, `the name of a function`. */
  what: string;
  /** Some of the values, at most 5. */
  examples: string[];
  /** The issues that are one but for the value, this one first; at most 50. */
  issues: { shortId: string; title: string; eventCount: number }[];
};

/** Null when no changing value splits this issue. */
export type SuggestionAnswer = { suggestion: Suggestion | null };

export const applySuggestionSchema = z.strictObject({
  /** The line that the person saw; it is refused when it is no longer what is suggested. */
  rule: z.string().max(2_000),
});
export type ApplySuggestionInput = z.infer<typeof applySuggestionSchema>;

/** What Undo needs: the revision of the rules before and after, and the merge. */
export type AppliedSuggestion = {
  revision: { before: number; after: number };
  merge: MergeResult;
};

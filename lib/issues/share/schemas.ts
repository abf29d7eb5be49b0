import type { Level } from "@/lib/protocol/event";

/** The link of a shared issue, from the server's address on; null while it is not shared. */
export type IssueShare = { path: string | null };

/** One frame as a stranger may see it: where, without code or variables. */
export type SharedFrame = {
  function: string | null;
  file: string | null;
  line: number | null;
  isInApp: boolean;
};

/** What was thrown, with its frames, the crash first. */
export type SharedException = { type: string; value: string; frames: SharedFrame[]; omitted: number };

/** What people without an account see of an issue. Times are ISO 8601, UTC. */
export type SharedIssue = {
  shortId: string;
  type: string;
  message: string;
  culprit: string;
  level: Level;
  firstSeen: string;
  lastSeen: string;
  eventCount: number;
  userCount: number;
  /** Of the newest event, what was thrown last first; empty when none is stored any more. */
  exceptions: SharedException[];
};

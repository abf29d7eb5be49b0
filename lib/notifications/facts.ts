import type { Measure } from "@/lib/alerts/schemas";

/** Facts of a notification: data, not words. Texts come from events and are hostile. */
export type IssueFacts = {
  kind: "issue";
  reason: "new" | "regressed" | "escalating" | "reappeared" | "assigned" | "high_priority" | "seen" | "spike";
  issue: IssueSketch;
  /** Of the rule, when one asked for it. */
  rule: { id: string; name: string; runbook: string } | null;
  /** For `seen`: "120 events in 15 minutes". */
  seen: { count: number; of: "events" | "users"; withinMinutes: number } | null;
  at: string;
};

/** What a person hears of an issue that is theirs to follow. Kept as notifications of the kind "issue". */
export type PersonalFacts = {
  kind: "issue";
  reason: "mentioned" | "commented" | "changed";
  issue: IssueSketch;
  /** Who did it. */
  by: string;
  /** The comment, or what became of the issue: "resolved". */
  text: string;
  at: string;
};

export type FiringFacts = {
  kind: "firing" | "resolved" | "reminder";
  rule: { id: string; name: string; runbook: string };
  firingId: string;
  severity: "warning" | "critical";
  /** `key:value` of the group, '' without. */
  group: string;
  /** What kind of measure it is; missing in what was told before that was kept. */
  measure?: Measure["kind"];
  /** "events matching level:error", for people. */
  subject: string;
  value: number;
  unit: "" | "%" | "/min";
  threshold: number;
  comparison: "above" | "below";
  windowMinutes: number;
  startedAt: string;
  endedAt: string | null;
  /** Of `resolved`: it ended because too little came to judge it by, not because it was well. */
  isTooLittle?: boolean;
  peak: number;
  projects: string[];
  /** One bar a minute or more, oldest first. */
  bars: number[];
  issue: IssueSketch | null;
  /** Newest first, at most 5. */
  samples: { at: string; level: string; text: string; path: string }[];
  /** Address of the same search at that moment. */
  searchPath: string;
  at: string;
};

/** A number of a week and that of the week before. */
export type WeekFigure = { now: number; before: number };

/** The week of a project. */
export type SummaryFacts = {
  kind: "summary";
  /** Its Monday and its Sunday: "2026-11-16". */
  from: string;
  to: string;
  project: string;
  events: WeekFigure;
  newIssues: WeekFigure;
  /** Issues that came back after they were resolved. */
  regressedIssues: WeekFigure;
  resolvedIssues: WeekFigure;
  lines: WeekFigure;
  /** Those of them that are errors or worse. */
  errorLines: WeekFigure;
  /** Versions that were first seen in the week, newest first, at most 5, and how many there are. */
  releases: string[];
  releaseCount: number;
  /** Events per day. */
  bars: number[];
  /** Issues of most events, those of the week. */
  top: (IssueSketch & { events: number })[];
};

/** `message`: what an alert would tell, for those who try one; absent when a channel by itself is tried. */
export type TestFacts = { kind: "test"; by: string; at: string; message?: IssueFacts | FiringFacts };

export type NotificationFacts = IssueFacts | PersonalFacts | FiringFacts | SummaryFacts | TestFacts;

/** What is said of an issue, wherever it is told of. */
export type IssueSketch = {
  shortId: string;
  project: string;
  type: string;
  message: string;
  culprit: string;
  level: string;
  isUnhandled: boolean;
  environment: string;
  release: string;
  events: number;
  users: number;
  firstSeen: string;
  assignee: string;
  /** A few lines of the innermost frame of the application's own code. */
  code: {
    file: string;
    function: string;
    line: number | null;
    lines: { number: number; text: string }[];
  } | null;
  /** The innermost frames, innermost first; left out of what was told before there were any. */
  frames?: { function: string; file: string; line: number | null; isOwn: boolean }[];
  /** Of the newest event. */
  tags?: [key: string, value: string][];
};

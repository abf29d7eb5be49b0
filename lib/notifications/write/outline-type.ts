import type { IssueSketch } from "@/lib/notifications/facts";

/** What an issue is to a reader; everything is clean. */
export type OutlinedIssue = {
  heading: string;
  type: string;
  message: string;
  /** "applyCoupon in app/coupon.ts:48"; '' when unknown. */
  where: string;
  lines: { number: number; text: string; isCulprit: boolean }[];
  /** How it came there, innermost first: "applyCoupon in app/coupon.ts:48". */
  frames: { text: string; isOwn: boolean }[];
};

/** One message in words, before it takes the form of a channel. Texts are clean, and not escaped for anything. */
export type Outline = {
  tone: "critical" | "warning" | "good" | "plain";
  /** One line that says it all: subject of a mail, summary of a page. */
  subject: string;
  title: string;
  lead: string;
  /** Where: projects, environment. */
  place: string;
  bars: { values: readonly number[]; isHot: readonly boolean[]; from: string; to: string } | null;
  issue: OutlinedIssue | null;
  rows: readonly (readonly [label: string, value: string])[];
  /** Lines below each other: samples, issues, the messages of a digest. Paths are ours. */
  list: {
    heading: string;
    items: readonly { text: string; note: string; path: string }[];
    more: number;
    /** Lines of logs and the like, to be shown as they were written. */
    isCode?: boolean;
  } | null;
  /** What a person wrote: a comment, a runbook. */
  quote: { heading: string; text: string } | null;
  /** The first is what most people want. Paths are ours. */
  actions: readonly { label: string; path: string }[];
  /** The thread that it belongs to, and the incident of a pager; null when it stands alone. */
  thread: string | null;
  /** Whether it opens an incident, ends one, or neither. */
  incident: "trigger" | "resolve" | "none";
};

/** Nothing said yet. */
export const plain: Outline = {
  tone: "plain",
  subject: "",
  title: "",
  lead: "",
  place: "",
  bars: null,
  issue: null,
  rows: [],
  list: null,
  quote: null,
  actions: [],
  thread: null,
  incident: "none",
};

/** The page of an issue. */
export function issuePath({ shortId }: Pick<IssueSketch, "shortId">): string {
  return `/issues/${encodeURIComponent(shortId.toWellFormed())}`;
}

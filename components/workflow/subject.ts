import type { Assignee, IssueChange, Priority } from "@/lib/issues/workflow/schemas";

/** What a change needs to be shown before the server has answered. */
export type Shown = { assignee?: Assignee };

/** The issue that is open, or the rows that are meant: what pickers, keys and palette act on. */
export type Subject = {
  /** "WEB-4F2", "3 issues". */
  name: string;
  /** The one issue that is meant; null when they are several. */
  shortId: string | null;
  /** Null when those that are meant differ, or when not all of them are known. */
  status: "unresolved" | "resolved" | "archived" | null;
  priority: Priority | null;
  /** Undefined when those that are meant differ; null is nobody. */
  assignee: Assignee | null | undefined;
  /** Slugs of the projects, for the releases that they know; empty is every project. */
  projects: readonly string[];
  /** The release of the last event, when one issue is meant. */
  lastRelease: string | null;
  act: (change: IssueChange, shown?: Shown) => void;
  /** About how many they are. */
  count: number;
  /** All their events, as far as they are counted; null when not all that are meant are known. */
  events: number | null;
  /** Takes them away for good, after somebody was asked; with `discard`, their future events, too. */
  remove: (discard: boolean) => void;
};

/** The pickers and dialogs that ask for more before they act. */
export type Panel =
  | "assign"
  | "priority"
  | "resolve"
  | "resolve-release"
  | "resolve-commit"
  | "archive"
  | "archive-time"
  | "archive-count"
  | "delete"
  | "discard";

type Source = () => { subject: Subject; open: (panel: Panel) => void } | null;

let sources: readonly Source[] = [];

/** Says what is meant while a page is shown; the result takes that back. Of several, the latest that means anything counts. */
export function addSubject(source: Source): () => void {
  sources = [...sources, source];
  return () => {
    sources = sources.filter((other) => other !== source);
  };
}

/** What is meant now, and how to ask for more about it. */
export function currentSubject(): ReturnType<Source> {
  for (const source of sources.toReversed()) {
    const found = source();
    if (found) return found;
  }
  return null;
}

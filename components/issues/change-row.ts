import type { IssueFilter, IssueRow } from "@/lib/issues/schemas";
import type { IssueChange } from "@/lib/issues/workflow/schemas";
import type { Shown } from "@/components/workflow/subject";

/** A row as it will stand after a change, before the server has answered. */
export function rowAfter(row: IssueRow, change: IssueChange, shown: Shown = {}): IssueRow {
  switch (change.kind) {
    case "resolve":
      return withStatus(row, "resolved");
    case "archive":
      return withStatus(row, "archived");
    case "unresolve":
      return withStatus(row, "unresolved");
    case "assign":
      return { ...row, assignee: change.to && (shown.assignee ?? { ...change.to, name: null }) };
    case "priority":
      return row.priority === change.priority ? row : { ...row, priority: change.priority };
    case "review":
      return row.isForReview ? { ...row, isForReview: false } : row;
    case "bookmark":
      return { ...row, isBookmarked: change.isOn };
    default:
      return row;
  }
}

function withStatus(row: IssueRow, status: IssueRow["status"]): IssueRow {
  if (row.status === status) return row;
  const substatus = status === "unresolved" ? "ongoing" : null;
  return { ...row, status, substatus, isRegressed: false, isForReview: false };
}

const STATUS_AFTER = { resolve: "resolved", archive: "archived", unresolve: "unresolved" } as const;

/** Words of a query that a change makes untrue, whoever makes it. */
const UNTRUE_AFTER: Readonly<Record<IssueChange["kind"], readonly string[]>> = {
  resolve: [
    "is:unresolved",
    "is:archived",
    "status:unresolved",
    "status:archived",
    "is:for_review",
    "is:new",
    "is:regressed",
    "is:escalating",
    "is:ongoing",
  ],
  archive: [
    "is:unresolved",
    "is:resolved",
    "status:unresolved",
    "status:resolved",
    "is:for_review",
    "is:new",
    "is:regressed",
    "is:escalating",
    "is:ongoing",
  ],
  unresolve: ["is:resolved", "is:archived", "status:resolved", "status:archived"],
  assign: ["is:unassigned", "assigned:none"],
  priority: [],
  review: ["is:for_review"],
  bookmark: [],
  subscribe: [],
};

/**
 * Whether rows leave a list when they are changed so. `namesStatus`: the query says which status it wants, so the tab's own
 * does not count. What the query says is looked at word by word: a query that says more is right again when it is loaded anew.
 */
export function leavesView(filter: IssueFilter, namesStatus: boolean, change: IssueChange): boolean {
  const words = new Set(filter.query.toLowerCase().split(/\s+/));
  if (change.kind === "assign" && change.to === null) {
    return words.has("assigned:me") || words.has("is:assigned") || words.has("assigned:my_teams");
  }
  if (UNTRUE_AFTER[change.kind].some((word) => words.has(word))) return true;
  if (namesStatus || filter.status === "all") return false;
  const status = change.kind in STATUS_AFTER ? STATUS_AFTER[change.kind as keyof typeof STATUS_AFTER] : null;
  return status !== null && status !== filter.status;
}

import type { Shown } from "@/components/workflow/subject";
import type { IssueDetail } from "@/lib/issues/schemas";
import type { IssueChange } from "@/lib/issues/workflow/schemas";

const OPEN = { resolution: null, archiveUntil: null, resolvedAt: null, resolvedBy: null };

/** An issue as it will stand after a change, before the server has answered. `now` is ISO 8601. */
export function detailAfter(
  issue: IssueDetail,
  change: IssueChange,
  shown: Shown,
  by: { id: string; name: string },
  now: string,
): IssueDetail {
  switch (change.kind) {
    case "resolve":
      return {
        ...issue,
        ...OPEN,
        status: "resolved",
        substatus: null,
        resolution: change.in,
        resolvedAt: now,
        resolvedBy: by,
        isForReview: false,
      };
    case "archive":
      return {
        ...issue,
        ...OPEN,
        status: "archived",
        substatus: null,
        archiveUntil: change.until,
        isForReview: false,
      };
    case "unresolve":
      return issue.status === "unresolved"
        ? issue
        : { ...issue, ...OPEN, status: "unresolved", substatus: "ongoing", isForReview: false };
    case "assign":
      return { ...issue, assignee: change.to && (shown.assignee ?? { ...change.to, name: null }) };
    case "priority":
      return { ...issue, priority: change.priority };
    case "review":
      return { ...issue, isForReview: false };
    case "bookmark":
      return { ...issue, isBookmarked: change.isOn };
    default:
      return { ...issue, isSubscribed: change.isOn };
  }
}

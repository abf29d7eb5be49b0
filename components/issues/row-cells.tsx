import { MessageSquare } from "lucide-react";
import Link from "next/link";
import { memo } from "react";
import { Sparkline } from "@/components/charts/sparkline";
import { paths } from "@/components/layout/place";
import { LevelMark } from "@/components/ui/level-mark";
import { Count } from "@/components/ui/number";
import { TimeAgo } from "@/components/ui/time-ago";
import { PriorityMark } from "@/components/workflow/priority-mark";
import { RowChip } from "@/components/workflow/state-chip";
import { formatCount } from "@/lib/format/format-count";
import type { IssueRow as Issue } from "@/lib/issues/schemas";
import { AssigneeCell } from "./assignee-cell";
import { describeTrend, isUnusual } from "./describe-trend";

type RowCellsProps = {
  issue: Issue;
  trend: "24h" | "14d";
  /** Its page is fetched in advance. */
  isLikelyNext: boolean;
  /** Undefined for those who only look. */
  onAssign: ((shortId: string, anchor: Element) => void) | undefined;
};

/** What a row tells of its issue. Apart from the row, so that selecting rows, or all of them, draws none of it anew. */
export const RowCells = memo(function RowCells({ issue, trend, isLikelyNext, onAssign }: RowCellsProps) {
  const counts = trend === "24h" ? issue.trend24h : issue.trend14d;
  return (
    <>
      <span className="lvw" role="gridcell">
        <LevelMark level={issue.level} />
      </span>
      <div className="it" role="gridcell">
        <div className="it1">
          <div className="t">
            <Link
              href={paths.issue(issue.shortId)}
              // The page that is likely next is fetched whole, the others not at all.
              prefetch={isLikelyNext}
              tabIndex={-1}
              title={`${issue.type} ${issue.message}`.slice(0, 500)}
            >
              <b>{issue.type}</b> <span>{issue.message}</span>
            </Link>
          </div>
          <RowChip issue={issue} />
        </div>
        <div className="it2">
          <RowChip issue={issue} className="m-only" />
          <span className="id">{issue.shortId}</span>
          {/* Most are of medium priority: a mark on each would say nothing. */}
          {issue.priority === "medium" ? null : <PriorityMark priority={issue.priority} />}
          <Place issue={issue} />
          {issue.commentCount > 0 ? <Comments count={issue.commentCount} /> : null}
        </div>
      </div>
      <span className="c-trend" role="gridcell">
        <Sparkline counts={counts} label={describeTrend(issue, trend)} hot={isUnusual(counts)} />
      </span>
      <span className="c-ev ev right" role="gridcell">
        <Count value={issue.eventCount} noun="events" />
      </span>
      <span className="c-us right" role="gridcell">
        {/* Events that name no user say nothing about how many there were. */}
        <Count value={issue.userCount || null} noun="users" />
      </span>
      <span className="c-seen ago right" role="gridcell">
        <TimeAgo at={issue.lastSeen} />
      </span>
      <span className="c-age age right" role="gridcell">
        <TimeAgo at={issue.firstSeen} />
      </span>
      <AssigneeCell shortId={issue.shortId} assignee={issue.assignee} onAssign={onAssign} />
      <span className="mini num" aria-hidden="true">
        <span>
          <b>{formatCount(issue.eventCount)}</b> {issue.eventCount === 1 ? "event" : "events"}
        </span>
        {issue.userCount > 0 ? (
          <span>
            <b>{formatCount(issue.userCount)}</b> {issue.userCount === 1 ? "user" : "users"}
          </span>
        ) : null}
        <TimeAgo at={issue.lastSeen} sentence />
      </span>
    </>
  );
});

/** Where in the code: function and file, or the culprit when there is no stack. */
function Place({ issue }: { issue: Issue }) {
  if (!issue.function || !issue.location) {
    const place = issue.location ?? issue.culprit;
    return place ? <code className="cul">{place}</code> : null;
  }
  return (
    <code className="cul">
      {issue.function} <span className="in">in</span> {issue.location}
    </code>
  );
}

function Comments({ count }: { count: number }) {
  const label = count === 1 ? "1 comment" : `${count} comments`;
  return (
    <span className="ext num" title={label}>
      <MessageSquare className="i" aria-hidden="true" />
      <span aria-hidden="true">{formatCount(count)}</span>
      <span className="vh">{label}</span>
    </span>
  );
}

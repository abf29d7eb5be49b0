import { MessageSquare } from "lucide-react";
import Link from "next/link";
import { type Dispatch, memo, type PointerEvent, useRef } from "react";
import { Sparkline } from "@/components/charts/sparkline";
import { paths } from "@/components/layout/place";
import { Checkbox } from "@/components/ui/checkbox";
import { classNames } from "@/components/ui/class-names";
import { LevelMark } from "@/components/ui/level-mark";
import { Count } from "@/components/ui/number";
import { TimeAgo } from "@/components/ui/time-ago";
import { PriorityMark } from "@/components/workflow/priority-mark";
import { RowChip } from "@/components/workflow/state-chip";
import { formatCount } from "@/lib/format/format-count";
import type { IssueRow as Issue } from "@/lib/issues/schemas";
import { AssigneeCell } from "./assignee-cell";
import { describeTrend, isUnusual } from "./describe-trend";
import type { RowAction } from "./row-selection";
import { useHoverIntent } from "./use-hover-intent";

const LONG_PRESS_MS = 500;

type IssueRowProps = {
  issue: Issue;
  /** Place in the list, from 0. */
  index: number;
  trend: "24h" | "14d";
  isCursor: boolean;
  /** The one row of the list that Tab reaches. */
  isTabStop: boolean;
  isSelected: boolean;
  isSelecting: boolean;
  isLeaving: boolean;
  /** The status is no longer what the view asks for, or the data is old. */
  isDim: boolean;
  /** Viewers select nothing and assign nobody. */
  canWork: boolean;
  onAssign: (shortId: string, anchor: Element) => void;
  dispatch: Dispatch<RowAction>;
};

/** One issue of the list. The title's link covers the row; a long press selects on touch. */
export const IssueRow = memo(function IssueRow(props: IssueRowProps) {
  const { issue, dispatch } = props;
  const counts = props.trend === "24h" ? issue.trend24h : issue.trend14d;
  const hover = useHoverIntent();
  const touch = useLongPress(() => {
    if (props.canWork) dispatch({ type: "toggle", id: issue.shortId });
  });
  return (
    <div
      className={classNames(
        "irow",
        props.isSelected && "sel-row",
        props.isCursor && "cur",
        props.isLeaving && "leaving",
        props.isDim && "dim",
      )}
      role="row"
      aria-rowindex={props.index + 2}
      aria-selected={props.isSelected}
      tabIndex={props.isTabStop ? 0 : -1}
      data-issue={issue.shortId}
      onFocus={(event) => {
        // The checkbox itself says where the cursor goes: a range begins at the row before.
        if (!(event.target instanceof HTMLInputElement)) dispatch({ type: "point", id: issue.shortId });
      }}
      onKeyDown={(event) => {
        if (!props.canWork || event.key !== "a" || !(event.metaKey || event.ctrlKey)) return;
        event.preventDefault();
        dispatch({ type: "all" });
      }}
      {...hover.handlers}
      {...touch.handlers}
      onClickCapture={(event) => {
        // A tap that ended a long press, or that adds to a selection, opens nothing.
        if (!touch.wasTouch() || !(touch.wasLong() || props.isSelecting)) return;
        event.preventDefault();
        event.stopPropagation();
        if (!touch.wasLong()) dispatch({ type: "toggle", id: issue.shortId });
      }}
    >
      <span className="c-cb" role="gridcell">
        {props.canWork ? (
          <Checkbox
            aria-label={`Select ${issue.shortId}`}
            tabIndex={-1}
            checked={props.isSelected}
            onChange={(event) => {
              const { shiftKey } = event.nativeEvent as MouseEvent;
              dispatch({ type: "toggle", id: issue.shortId, extend: shiftKey });
            }}
          />
        ) : null}
      </span>
      <span className="lvw" role="gridcell">
        <LevelMark level={issue.level} />
      </span>
      <div className="it" role="gridcell">
        <div className="it1">
          <div className="t">
            <Link
              href={paths.issue(issue.shortId)}
              // The page that is likely next is fetched whole, the others not at all.
              prefetch={hover.isIntended || props.isCursor}
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
        <Sparkline counts={counts} label={describeTrend(issue, props.trend)} hot={isUnusual(counts)} />
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
      <AssigneeCell
        shortId={issue.shortId}
        assignee={issue.assignee}
        onAssign={props.canWork ? props.onAssign : undefined}
      />
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
    </div>
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

/** A finger that rests on a row for half a second without moving. */
function useLongPress(onLongPress: () => void) {
  const press = useRef({ timer: 0, isTouch: false, isLong: false });
  const stop = () => window.clearTimeout(press.current.timer);
  return {
    wasTouch: () => press.current.isTouch,
    wasLong: () => press.current.isLong,
    handlers: {
      onPointerDown: (event: PointerEvent) => {
        stop();
        press.current.isTouch = event.pointerType === "touch";
        press.current.isLong = false;
        if (!press.current.isTouch) return;
        press.current.timer = window.setTimeout(() => {
          press.current.isLong = true;
          onLongPress();
        }, LONG_PRESS_MS);
      },
      onPointerMove: (event: PointerEvent) => {
        if (Math.abs(event.movementX) + Math.abs(event.movementY) > 4) stop();
      },
      onPointerUp: stop,
      onPointerCancel: stop,
      onContextMenu: (event: { preventDefault: () => void }) => {
        if (press.current.isTouch) event.preventDefault();
      },
    },
  };
}

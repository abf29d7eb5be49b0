import { type Dispatch, memo, type PointerEvent, type RefObject, useRef } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { classNames } from "@/components/ui/class-names";
import type { IssueRow as Issue } from "@/lib/issues/schemas";
import { RowCells } from "./row-cells";
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
  /** Whether any row is selected: read when a finger comes, so that the first one draws no other row anew. */
  isSelecting: RefObject<boolean>;
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
        if (!touch.wasTouch() || !(touch.wasLong() || props.isSelecting.current)) return;
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
      <RowCells
        issue={issue}
        trend={props.trend}
        isLikelyNext={hover.isIntended || props.isCursor}
        onAssign={props.canWork ? props.onAssign : undefined}
      />
    </div>
  );
});

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

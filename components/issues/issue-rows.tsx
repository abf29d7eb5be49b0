"use client";

import { type Dispatch, type RefObject, useEffect, useEffectEvent, useRef } from "react";
import type { IssueRow as Issue } from "@/lib/issues/schemas";
import { IssueRow } from "./issue-row";
import type { RowAction, RowSelection } from "./row-selection";
import { useRowWindow } from "./use-row-window";

/** `--row-h` and the height of the head above the rows. */
const ROW_PX = 48;
const HEAD_PX = 32;

type IssueRowsProps = {
  rows: readonly Issue[];
  /** The scrolling box; rows outside it are not drawn when `isWindowed`. */
  scroller: RefObject<HTMLDivElement | null>;
  isWindowed: boolean;
  trend: "24h" | "14d";
  selection: RowSelection;
  leaving: ReadonlySet<string>;
  isDim: (row: Issue) => boolean;
  canWork: boolean;
  onAssign: (shortId: string, anchor: Element) => void;
  dispatch: Dispatch<RowAction>;
};

/** The rows of a list, all of them or those in sight. The keyboard's row is kept in sight and in focus. */
export function IssueRows(props: IssueRowsProps) {
  const { rows, scroller, selection, isWindowed } = props;
  const [first, last] = useRowWindow({
    scroller,
    rowCount: rows.length,
    rowHeight: ROW_PX,
    headHeight: HEAD_PX,
    isOn: isWindowed,
  });
  const drawn = rows.slice(first, last + 1);
  const isCursorDrawn = drawn.some((row) => row.shortId === selection.cursor);
  const tabStop = isCursorDrawn ? selection.cursor : drawn[0]?.shortId;

  const isSelecting = useRef(false);
  useEffect(() => {
    isSelecting.current = selection.selected.size > 0;
  }, [selection]);

  // Only a move takes the focus along, not an update that shifts the row.
  const follow = useEffectEvent((moves: number) => {
    const index = rows.findIndex((row) => row.shortId === selection.cursor);
    const box = scroller.current;
    if (moves === 0 || index < 0 || !box) return;
    const find = () => box.querySelector<HTMLElement>(`[aria-rowindex="${index + 2}"]`);
    if (!find()) box.scrollTo(0, index * ROW_PX - box.clientHeight / 2);
    // A row that was out of sight is drawn in the next frame.
    const show = () => {
      find()?.focus({ preventScroll: true });
      find()?.scrollIntoView({ block: "nearest" });
    };
    if (find()) show();
    else requestAnimationFrame(show);
  });
  useEffect(() => follow(selection.moves), [selection.moves]);

  return (
    <>
      <Gap rows={first} />
      {drawn.map((issue, index) => (
        <IssueRow
          key={issue.shortId}
          issue={issue}
          index={first + index}
          trend={props.trend}
          isCursor={issue.shortId === selection.cursor}
          isTabStop={issue.shortId === tabStop}
          isSelected={selection.isEverything || selection.selected.has(issue.shortId)}
          isSelecting={isSelecting}
          isLeaving={props.leaving.has(issue.shortId)}
          isDim={props.isDim(issue)}
          canWork={props.canWork}
          onAssign={props.onAssign}
          dispatch={props.dispatch}
        />
      ))}
      <Gap rows={rows.length - 1 - last} />
    </>
  );
}

/** The place of rows that are not drawn. */
function Gap({ rows }: { rows: number }) {
  return rows > 0 ? <div role="presentation" style={{ height: rows * ROW_PX }} /> : null;
}

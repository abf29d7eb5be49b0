"use client";

import dynamic from "next/dynamic";
import { type RefObject, useCallback, useEffect, useEffectEvent, useMemo, useRef } from "react";
import { useHotkeys } from "@/components/layout/use-hotkeys";
import { usePane } from "@/components/issues/use-pane";
import { useRowWindow } from "@/components/issues/use-row-window";
import { classNames } from "@/components/ui/class-names";
import type { LogRow as Line } from "@/lib/logs/schemas";
import type { LineActs } from "./line-acts";
import { listItems } from "./list-items";
import { nameDay } from "./name-day";
import { useToday } from "./use-today";
import { fieldAt, rowOf } from "./field-at";
import { LogRow } from "./log-row";
import { ROW_PX } from "./row-height";
import type { LiveTail } from "./tail/use-live-tail";
import { usePlace } from "./tail/use-place";
import { useLineCursor } from "./use-line-cursor";

const LineDetails = dynamic(async () => (await import("./line-details")).LineDetails, { ssr: false });

/** The height of the head above the rows. */
const HEAD_PX = 26;
/** Further lines are asked for when the end of the list is so many pixels below what is in sight. */
const AHEAD_PX = 60 * ROW_PX;

type LogLinesProps = {
  lines: readonly Line[];
  columns: readonly string[];
  literals: readonly string[];
  isWrapped: boolean;
  scroller: RefObject<HTMLDivElement | null>;
  acts: LineActs;
  /** All lines that match; undefined while that is counted. */
  total: number | undefined;
  /** While it is on, the newest is last. */
  live: Pick<LiveTail, "isOn" | "isFollowing" | "takePlace">;
  /** The oldest line that is loaded is near. */
  onNearOldest: () => void;
};

/** The lines that are in sight, as a grid whose rows open. One tab stop; keys move inside. */
export function LogLines(props: LogLinesProps) {
  const { lines, columns, literals, isWrapped, scroller, acts, total, live, onNearOldest } = props;
  const { cursor, open, move, setCursor, toggle, showContext, context } = useLineCursor(lines, live.isOn);
  const isPane = usePane();
  const today = useToday();
  const items = useMemo(() => listItems(lines, open, today), [lines, open, today]);
  const ids = useMemo(() => items.map(({ id }) => id), [items]);
  // Heights are known as long as nothing is open and nothing wraps.
  const isEven = isPane && !isWrapped && open.size === 0;
  const [first, last] = useRowWindow({
    scroller,
    rowCount: items.length,
    rowHeight: ROW_PX,
    headHeight: HEAD_PX,
    isOn: isEven,
  });
  usePlace({
    scroller,
    ids,
    topOf: isEven ? (index) => HEAD_PX + index * ROW_PX : null,
    isLive: live.isOn,
    isFollowing: live.isFollowing,
    takePlace: live.takePlace,
  });
  const drawn = items.slice(first, last + 1);
  const nearOldest = useEffectEvent(onNearOldest);
  const oldest = useRef<HTMLDivElement>(null);
  // By its place, not by rows: opened ones have any height, and then all are drawn.
  useEffect(() => {
    if (!oldest.current || items.length === 0) return undefined;
    const watch = new IntersectionObserver(([seen]) => seen?.isIntersecting && nearOldest(), {
      root: scroller.current,
      rootMargin: live.isOn ? `${AHEAD_PX}px 0px 0px` : `0px 0px ${AHEAD_PX}px`,
    });
    watch.observe(oldest.current);
    return () => watch.disconnect();
  }, [items.length, scroller, live.isOn]);

  const focusLine = (id: string) => {
    const box = scroller.current;
    const find = () => box?.querySelector<HTMLElement>(`[data-line="${CSS.escape(id)}"]`);
    const index = items.findIndex((item) => item.id === id);
    if (index < 0) return;
    if (!find()) box?.scrollTo(0, index * ROW_PX - box.clientHeight / 2);
    // A row that was out of sight is drawn in the next frame.
    const show = () => {
      find()?.focus({ preventScroll: true });
      find()?.scrollIntoView({ block: "nearest" });
    };
    if (find()) show();
    else requestAnimationFrame(show);
  };
  const onOpen = useCallback(
    (id: string) => {
      setCursor(id);
      toggle(id);
    },
    [setCursor, toggle],
  );
  const go = (step: 1 | -1) => {
    const next = move(step);
    if (next) focusLine(next);
  };
  const filter = (isNegated: boolean) => {
    const here =
      fieldAt(document.activeElement) ??
      fieldAt(rowOf(scroller.current, cursor)?.querySelector(".lr-s") ?? null);
    if (here) acts.filter(here.key, here.value, isNegated);
  };
  useHotkeys([
    { keys: "j", label: "Next", group: "Lists", repeat: true, run: () => go(1) },
    { keys: "k", label: "Previous", group: "Lists", repeat: true, run: () => go(-1) },
    { keys: "down", repeat: true, run: () => go(1) },
    { keys: "up", repeat: true, run: () => go(-1) },
    { keys: "enter", label: "Expand", group: "Lists", run: () => cursor && toggle(cursor) },
    { keys: "o", run: () => cursor && toggle(cursor) },
    { keys: "right", run: () => cursor && !open.has(cursor) && toggle(cursor) },
    { keys: "left", run: () => cursor && open.has(cursor) && toggle(cursor) },
    { keys: "c", label: "Surrounding lines", group: "Lists", run: () => cursor && showContext(cursor) },
    { keys: "+", label: "Filter to the field", group: "Lists", run: () => filter(false) },
    { keys: "-", label: "Filter out the field", group: "Lists", run: () => filter(true) },
  ]);
  const isCursorDrawn = drawn.some(({ id }) => id === cursor);
  const isLine = ({ kind }: (typeof items)[number]) => kind === "line";
  const tabStop = isCursorDrawn ? cursor : (live.isOn ? drawn.findLast(isLine) : drawn.find(isLine))?.id;
  return (
    <div
      className={classNames("stream", isWrapped && "lwrap")}
      role="treegrid"
      aria-label="Log lines"
      aria-rowcount={Math.max(total ?? 0, lines.length) + open.size + 1}
      style={{ "--lcols": columns.length === 0 ? "0px" : `repeat(${columns.length}, 112px)` }}
    >
      <div role="rowgroup" className="lgroup">
        <div className="lr lr-h" role="row" aria-rowindex={1}>
          <span role="columnheader">
            Time <span className="mut">UTC</span>
          </span>
          <span role="columnheader">Level</span>
          {columns.map((column) => (
            <span key={column} className="trunc lr-c" role="columnheader">
              {column}
            </span>
          ))}
          <span role="columnheader">Message</span>
        </div>
      </div>
      <div role="rowgroup">
        {live.isOn ? <div role="presentation" ref={oldest} /> : null}
        <Gap rows={first} />
        {drawn.map((item) =>
          item.kind === "day" ? (
            <div key={item.id} className="lday" role="row">
              <span role="gridcell">{nameDay(item.day, today)}</span>
            </div>
          ) : item.kind === "line" ? (
            <LogRow
              key={item.id}
              line={item.line}
              rowIndex={item.rowIndex}
              columns={columns}
              literals={literals}
              isCursor={item.id === cursor}
              isTabStop={item.id === tabStop}
              isOpen={open.has(item.id)}
              onOpen={onOpen}
            />
          ) : (
            <div key={item.id} className="lx" role="row" aria-level={2} aria-rowindex={item.rowIndex}>
              <div role="gridcell">
                <LineDetails
                  line={item.line}
                  literals={literals}
                  acts={acts}
                  startsWithContext={context === item.line.id}
                />
              </div>
            </div>
          ),
        )}
        <Gap rows={items.length - 1 - last} />
        {live.isOn ? null : <div role="presentation" ref={oldest} />}
      </div>
    </div>
  );
}

/** The place of rows that are not drawn. */
function Gap({ rows }: { rows: number }) {
  return rows > 0 ? <div role="presentation" style={{ height: rows * ROW_PX }} /> : null;
}

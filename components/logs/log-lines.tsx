"use client";

import dynamic from "next/dynamic";
import { type RefObject, useCallback, useEffect, useEffectEvent, useMemo, useRef } from "react";
import { useHotkeys } from "@/components/layout/use-hotkeys";
import { usePane } from "@/components/issues/use-pane";
import { useRowWindow } from "@/components/issues/use-row-window";
import { classNames } from "@/components/ui/class-names";
import { formatDay } from "@/lib/format/format-time";
import type { LogRow as Line } from "@/lib/logs/schemas";
import type { LineActs } from "./line-acts";
import { listItems } from "./list-items";
import { LogRow } from "./log-row";
import { useLineCursor } from "./use-line-cursor";

const LineDetails = dynamic(async () => (await import("./line-details")).LineDetails, { ssr: false });

/** `--log-row-h` and the height of the head above the rows. */
const ROW_PX = 24;
const HEAD_PX = 27;
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
  onNearEnd: () => void;
};

/** The lines that are in sight, as a grid whose rows open. One tab stop; keys move inside. */
export function LogLines(props: LogLinesProps) {
  const { lines, columns, literals, isWrapped, scroller, acts, total, onNearEnd } = props;
  const { cursor, open, move, setCursor, toggle, showContext, context } = useLineCursor(lines);
  const isPane = usePane();
  const items = useMemo(() => listItems(lines, open), [lines, open]);
  // Heights are known as long as nothing is open and nothing wraps.
  const [first, last] = useRowWindow({
    scroller,
    rowCount: items.length,
    rowHeight: ROW_PX,
    headHeight: HEAD_PX,
    isOn: isPane && !isWrapped && open.size === 0,
  });
  const drawn = items.slice(first, last + 1);
  const nearEnd = useEffectEvent(onNearEnd);
  const end = useRef<HTMLDivElement>(null);
  // By its place, not by rows: opened ones have any height, and then all are drawn.
  useEffect(() => {
    if (!end.current || items.length === 0) return undefined;
    const watch = new IntersectionObserver(([seen]) => seen?.isIntersecting && nearEnd(), {
      root: scroller.current,
      rootMargin: `0px 0px ${AHEAD_PX}px`,
    });
    watch.observe(end.current);
    return () => watch.disconnect();
  }, [items.length, scroller]);

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
  const firstLine = drawn.find(({ kind }) => kind === "line")?.id;
  const tabStop = isCursorDrawn ? cursor : firstLine;
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
        <Gap rows={first} />
        {drawn.map((item) =>
          item.kind === "day" ? (
            <div key={item.id} className="lday" role="row">
              <span role="gridcell">{formatDay(item.day)}</span>
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
        <div role="presentation" ref={end} />
      </div>
    </div>
  );
}

/** The place of rows that are not drawn. */
function Gap({ rows }: { rows: number }) {
  return rows > 0 ? <div role="presentation" style={{ height: rows * ROW_PX }} /> : null;
}

function rowOf(box: HTMLElement | null, id: string | null): Element | null {
  return id === null ? null : (box?.querySelector(`[data-line="${CSS.escape(id)}"]`) ?? null);
}

/** The field that an element is part of. */
function fieldAt(element: Element | null): { key: string; value: string } | null {
  const { field, value } = element?.closest<HTMLElement>("[data-field]")?.dataset ?? {};
  return field === undefined || !value ? null : { key: field, value };
}

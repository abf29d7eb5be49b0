"use client";

import { type RefObject, useSyncExternalStore } from "react";

/** Rows drawn outside the box, above and below; also the step in which the window moves. */
const OVERSCAN = 8;

/** What a tall screen shows, in pixels: so many rows the server draws, and the browser at first; the others follow at once. */
const FIRST_PX = 1536;

type RowWindow = {
  scroller: RefObject<HTMLElement | null>;
  rowCount: number;
  /** Height of every row, in pixels. */
  rowHeight: number;
  /** Height above the first row, in pixels. */
  headHeight: number;
  isOn: boolean;
};

/** The first and last row that a scrolling box shows, with some around them; all rows when it is off. */
export function useRowWindow({
  scroller,
  rowCount,
  rowHeight,
  headHeight,
  isOn,
}: RowWindow): [number, number] {
  const first = useSyncExternalStore(
    (onChange) => watchBox(scroller.current, onChange),
    () => (isOn ? firstRow(scroller.current, rowHeight, headHeight) : 0),
    () => 0,
  );
  const height = useSyncExternalStore(
    (onChange) => watchBox(scroller.current, onChange),
    () => (isOn ? Math.ceil((scroller.current?.clientHeight ?? 0) / rowHeight) : rowCount),
    () => Math.ceil(FIRST_PX / rowHeight) - 3 * OVERSCAN,
  );
  return [first, Math.min(rowCount, first + height + 3 * OVERSCAN) - 1];
}

/** In steps, so that not every pixel draws the rows again. */
function firstRow(box: HTMLElement | null, rowHeight: number, headHeight: number): number {
  const row = Math.floor(((box?.scrollTop ?? 0) - headHeight) / rowHeight);
  return Math.max(0, (Math.floor(row / OVERSCAN) - 1) * OVERSCAN);
}

function watchBox(box: HTMLElement | null, onChange: () => void): () => void {
  box?.addEventListener("scroll", onChange, { passive: true });
  window.addEventListener("resize", onChange);
  return () => {
    box?.removeEventListener("scroll", onChange);
    window.removeEventListener("resize", onChange);
  };
}

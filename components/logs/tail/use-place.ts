"use client";

import { type RefObject, useEffect, useLayoutEffect, useRef } from "react";
import type { Place } from "./find-place";

type PlaceInput = {
  scroller: RefObject<HTMLElement | null>;
  /** Ids of what the list holds, top to bottom. */
  ids: readonly string[];
  /** Where a row begins when rows of one height are drawn in part, in pixels; null when all of them are drawn. */
  topOf: ((index: number) => number) | null;
  /** Newest last. */
  isLive: boolean;
  /** The newest is kept in sight. */
  isFollowing: boolean;
  /** What was in sight before the list changed as a whole; told once. */
  takePlace: () => Place | null;
};

/** What stood there when the list was last drawn, and where its first line was. */
type Drawn = Pick<PlaceInput, "ids" | "isLive" | "isFollowing"> & {
  first: { id: string; top: number } | null;
};

/**
 * Keeps a list where it is read. Following, its end stays in sight, whatever comes and however high it is; else nothing moves:
 * not when older lines are put above, and not when the list turns round.
 */
export function usePlace({ scroller, ids, topOf, isLive, isFollowing, takePlace }: PlaceInput): void {
  const drawn = useRef<Drawn | null>(null);

  useLayoutEffect(() => {
    const box = scroller.current;
    if (!box) return;
    const measure = (id: string | undefined) => topIn(box, id, ids, topOf);
    const was = drawn.current;
    if (was === null || was.ids !== ids || was.isLive !== isLive || was.isFollowing !== isFollowing) {
      const kept = takePlace();
      const top = measure(kept?.id);
      const first = was?.first && isLive ? measure(was.first.id) : null;
      if (isFollowing) box.scrollTo({ top: box.scrollHeight });
      else if (kept !== null && top !== null) {
        // By the window: what stands above the box comes and goes with the tail.
        box.scrollTo({ top: top - kept.top + box.getBoundingClientRect().top });
      } else if (was?.isLive && !isLive) box.scrollTo({ top: 0 });
      else if (was?.first && first !== null) box.scrollBy({ top: first - was.first.top });
    }
    // Measured after every draw: an opened row moves what is below it, and that is no reason to scroll later.
    const id = isLive ? ids.find((one) => !one.includes(" ")) : undefined;
    const top = measure(id);
    drawn.current = {
      ids,
      isLive,
      isFollowing,
      first: id === undefined || top === null ? null : { id, top },
    };
  });

  useEffect(() => {
    const box = scroller.current;
    if (!isFollowing || !box) return undefined;
    const watch = new ResizeObserver(() => box.scrollTo({ top: box.scrollHeight }));
    watch.observe(box);
    if (box.firstElementChild) watch.observe(box.firstElementChild);
    return () => watch.disconnect();
  }, [isFollowing, scroller]);
}

/** Where a row begins in what its box scrolls, in pixels; null where it is not. */
function topIn(
  box: HTMLElement,
  id: string | undefined,
  ids: PlaceInput["ids"],
  topOf: PlaceInput["topOf"],
): number | null {
  if (id === undefined) return null;
  if (topOf !== null) {
    const index = ids.indexOf(id);
    return index < 0 ? null : topOf(index);
  }
  const row = box.querySelector(`[data-line="${CSS.escape(id)}"]`);
  return row ? row.getBoundingClientRect().top - box.getBoundingClientRect().top + box.scrollTop : null;
}

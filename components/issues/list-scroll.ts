"use client";

import { type RefObject, useEffect, useEffectEvent, useLayoutEffect, useRef } from "react";

/** Rows are fetched while this many pixels are still below the fold. */
const AHEAD_PX = 1200;

type ListScroll = {
  scroller: RefObject<HTMLDivElement | null>;
  rowCount: number;
  /** Where a list that comes back begins, in pixels. */
  startOffset: number;
  onOffset: (offset: number) => void;
  onNearEnd: () => void;
};

/** Follows a list's scrolling, in its box or with the page: where it stands, and when its end comes near. */
export function useListScroll({ scroller, rowCount, startOffset, onOffset, onNearEnd }: ListScroll) {
  const held = useRef<{ rowCount: number; height: number } | null>(null);

  const look = useEffectEvent((count: number) => {
    const box = scroller.current;
    if (!box || count === 0) return;
    onOffset(box.scrollTop);
    const inBox = box.scrollHeight - box.scrollTop - box.clientHeight;
    const onPage = box.getBoundingClientRect().bottom - window.innerHeight;
    if (Math.max(inBox, onPage) < AHEAD_PX) onNearEnd();
  });
  const onScroll = useEffectEvent(() => look(rowCount));
  useEffect(() => {
    const box = scroller.current;
    const listener = () => onScroll();
    box?.addEventListener("scroll", listener, { passive: true });
    window.addEventListener("scroll", listener, { passive: true });
    return () => {
      box?.removeEventListener("scroll", listener);
      window.removeEventListener("scroll", listener);
    };
  }, [scroller]);
  // More rows bring the end nearer or farther without a scroll.
  useEffect(() => look(rowCount), [rowCount]);

  useLayoutEffect(() => {
    if (startOffset > 0) scroller.current?.scrollTo(0, startOffset);
  }, [scroller, startOffset]);
  const settle = useEffectEvent((count: number) => {
    const box = scroller.current;
    if (box && held.current && held.current.rowCount !== count) {
      box.scrollBy(0, box.scrollHeight - held.current.height);
    }
    held.current = null;
  });
  useLayoutEffect(() => settle(rowCount), [rowCount]);

  return {
    /** To be called before rows are put on top: what is in sight stays where it is, unless the list stands at its top. */
    holdPlace: () => {
      const box = scroller.current;
      if (box && box.scrollTop > 0) held.current = { rowCount, height: box.scrollHeight };
    },
  };
}

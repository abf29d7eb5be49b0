"use client";

import { type UseInfiniteQueryResult, useQueryClient } from "@tanstack/react-query";
import { type RefObject, useRef } from "react";
import { useHotkeys } from "@/components/layout/use-hotkeys";
import { logHistogramQuery, logLinesQuery } from "@/components/logs/queries";
import { ROW_PX } from "@/components/logs/row-height";
import type { ChangeLogView } from "@/components/logs/use-log-view";
import type { LogView } from "@/components/logs/view";
import type { LogQuestion } from "@/lib/logs/schemas";
import { findPlace, isAtEnd, type Place } from "./find-place";
import { isWhole, type TailLines, withTail } from "./tail-lines";
import { useLiveAddress } from "./use-live-address";
import { useTail } from "./use-tail";

type LiveInput = {
  question: LogQuestion;
  view: LogView;
  changeView: ChangeLogView;
  scroller: RefObject<HTMLElement | null>;
  /** There is nothing to follow. */
  isOff: boolean;
  /** The lines from before those of the tail. */
  list: Pick<UseInfiniteQueryResult, "refetch">;
};

export type LiveTail = ReturnType<typeof useLiveTail>;

/** The live tail of the page: by its address, by keys, below the lines that were found. */
export function useLiveTail({ question, view, changeView, scroller, isOff, list }: LiveInput) {
  const [isLive, setLive] = useLiveAddress();
  const client = useQueryClient();
  const place = useRef<Place | null>(null);
  const isOn = isLive && !isOff && view.tab === "lines";
  const { queryKey } = logLinesQuery(question);
  /** Lines of the tail stay in the list when the tail forgets them. */
  const keepLines = ({ lines, waiting, isCut }: TailLines) => {
    if (isCut) return;
    client.setQueryData(queryKey, (old) => {
      const [first, ...rest] = old?.pages ?? [];
      if (!old || !first) return old;
      const kept = withTail({ lines: [...lines, ...waiting], isCut }, first.lines).toReversed();
      return { ...old, pages: [{ ...first, lines: kept }, ...rest] };
    });
  };
  /** Further pages would be asked for again, one by one. */
  const searchAgain = () => {
    client.setQueryData(queryKey, (old) =>
      old ? { pages: old.pages.slice(0, 1), pageParams: old.pageParams.slice(0, 1) } : old,
    );
    void list.refetch();
  };
  const tail = useTail({
    project: question.project,
    query: question.query,
    isOn,
    onOpen: () => {
      keepLines(tail.tail);
      searchAgain();
    },
  });
  const toggle = () => {
    if (isLive) {
      // Whoever reads goes on reading; everybody else sees the newest, which is found by searching.
      const isReading = isOn && tail.hold !== null && isWhole(tail.tail);
      if (isReading && scroller.current) place.current = findPlace(scroller.current);
      keepLines(tail.tail);
      if (!isReading) searchAgain();
      void client.invalidateQueries({ queryKey: logHistogramQuery(question).queryKey });
    } else if (view.from || view.to || view.tab !== "lines") {
      // What arrives now is in no stretch that is over.
      changeView({ from: null, to: null, tab: "lines" });
    }
    tail.reset();
    void setLive(isLive ? null : true);
  };
  const resume = () => {
    if (isOn) tail.resume();
    else scroller.current?.scrollTo(0, 0);
  };
  const onScroll = (box: HTMLElement) => {
    if (!isOn) return;
    if (!isAtEnd(box)) tail.read();
    else if (tail.hold === "reading") {
      // Whoever reads on finds what came meanwhile below; where it fits into the box, nothing is missed by following again.
      const isMuch = tail.tail.waitingCount * ROW_PX > box.clientHeight;
      if (!isMuch && !box.querySelector('[data-line][aria-expanded="true"]')) tail.resume();
      else if (tail.tail.waitingCount > 0) {
        place.current = findPlace(box);
        tail.letIn();
      }
    }
  };
  useHotkeys([
    { keys: "l", label: "Live tail on, off", group: "Lists", run: toggle },
    { keys: ".", label: "Catch up with the live tail", group: "Lists", run: resume },
  ]);
  return {
    ...tail,
    isLive,
    isOn,
    isFollowing: isOn && tail.hold === null,
    takePlace: () => {
      const { current } = place;
      place.current = null;
      return current;
    },
    toggle,
    resume,
    onScroll,
  };
}

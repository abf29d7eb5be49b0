"use client";

import { type UseInfiniteQueryResult, useQueryClient } from "@tanstack/react-query";
import { parseAsBoolean, useQueryState } from "nuqs";
import type { RefObject } from "react";
import { useHotkeys } from "@/components/layout/use-hotkeys";
import { logHistogramQuery, logLinesQuery } from "@/components/logs/queries";
import type { ChangeLogView } from "@/components/logs/use-log-view";
import type { LogView } from "@/components/logs/view";
import type { LogQuestion } from "@/lib/logs/schemas";
import { useTail } from "./use-tail";

type LiveInput = {
  question: LogQuestion;
  view: LogView;
  changeView: ChangeLogView;
  scroller: RefObject<HTMLElement | null>;
  /** There is nothing to follow. */
  isOff: boolean;
  /** The lines below those of the tail. */
  list: Pick<UseInfiniteQueryResult, "refetch">;
};

export type LiveTail = ReturnType<typeof useLiveTail>;

/** The live tail of the page: by its address, by keys, above the list of lines that were found. */
export function useLiveTail({ question, view, changeView, scroller, isOff, list }: LiveInput) {
  const [isLive, setLive] = useQueryState("live", parseAsBoolean.withDefault(false));
  const client = useQueryClient();
  const isOn = isLive && !isOff && view.tab === "lines";
  /** Further pages would be asked for again, one by one. */
  const searchAgain = () => {
    client.setQueryData(logLinesQuery(question).queryKey, (old) =>
      old ? { pages: old.pages.slice(0, 1), pageParams: old.pageParams.slice(0, 1) } : old,
    );
    void list.refetch();
  };
  const tail = useTail({ project: question.project, query: question.query, isOn, onOpen: searchAgain });
  const toggle = () => {
    tail.reset();
    scroller.current?.scrollTo(0, 0);
    void setLive(isLive ? null : true);
    if (isLive) {
      searchAgain();
      void client.invalidateQueries({ queryKey: logHistogramQuery(question).queryKey });
    } else if (view.from || view.to || view.tab !== "lines") {
      // What arrives now is in no stretch that is over.
      changeView({ from: null, to: null, tab: "lines" });
    }
  };
  const resume = () => {
    scroller.current?.scrollTo(0, 0);
    tail.resume();
  };
  useHotkeys([
    { keys: "l", label: "Live tail on, off", group: "Lists", run: toggle },
    { keys: ".", label: "Show what came meanwhile", group: "Lists", run: resume },
  ]);
  return { ...tail, isLive, isOn, toggle, resume };
}

"use client";

import { useQueryStates } from "nuqs";
import { type LogViewChange, logAddress, questionOf } from "./view";

/** What the address says, what the server is asked for it, and how to change it. */
export function useLogView() {
  const [view, change] = useQueryStates(logAddress, { history: "push" });
  return {
    view,
    question: questionOf(view),
    changeView: (next: LogViewChange) => void change(next),
  };
}

export type ChangeLogView = ReturnType<typeof useLogView>["changeView"];

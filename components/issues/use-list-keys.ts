"use client";

import type { Dispatch } from "react";
import { paths } from "@/components/layout/place";
import { useShell } from "@/components/layout/shell-context";
import { useHotkeys } from "@/components/layout/use-hotkeys";
import type { RowAction, RowSelection } from "./row-selection";
import { moveKey, useRowKeys } from "./use-row-keys";

type ListKeys = {
  selection: RowSelection;
  dispatch: Dispatch<RowAction>;
  merge: () => void;
  /** Null when nothing new waits. */
  showNew: (() => void) | null;
  retry: () => void;
};

/** The keys of the list that move, select and look; those that change issues are `useActKeys`. */
export function useListKeys(list: ListKeys): void {
  const { canWork } = useShell();
  const { dispatch, selection } = list;
  useRowKeys({
    dispatch,
    path: selection.cursor && paths.issue(selection.cursor),
    more: [
      { keys: ".", label: "Load new", group: "Lists", run: () => list.showNew?.() },
      { keys: "escape", label: "Clear selection", group: "Lists", run: () => dispatch({ type: "clear" }) },
      { keys: "r", label: "Retry after an error", group: "Lists", run: list.retry },
      { keys: "t", label: "Period…", group: "Lists", run: openPeriod },
    ],
  });
  useHotkeys(
    [
      { ...moveKey(dispatch, "shift+j", 1, true), label: "Extend selection", group: "Lists" },
      moveKey(dispatch, "shift+k", -1, true),
      moveKey(dispatch, "shift+down", 1, true),
      moveKey(dispatch, "shift+up", -1, true),
      {
        keys: "x",
        label: "Select",
        group: "Lists",
        run: () => selection.cursor && dispatch({ type: "toggle", id: selection.cursor }),
      },
      // The rows listen for it themselves: elsewhere on the page it selects text.
      { keys: "mod+a", label: "Select all, again: all that match", group: "Lists", isListed: true },
      { keys: "m", label: "Merge selected", group: "Issue", run: list.merge },
    ],
    canWork,
  );
}

/** The menu of the filter bar listens to keys of its own. */
function openPeriod(): void {
  const button = document.querySelector<HTMLElement>('.sub [aria-label="Period"]');
  button?.focus();
  button?.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
}

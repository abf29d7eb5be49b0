"use client";

import { useRouter } from "next/navigation";
import type { Dispatch } from "react";
import type { Hotkey } from "@/components/layout/hotkeys";
import { paths } from "@/components/layout/place";
import { useShell } from "@/components/layout/shell-context";
import { useHotkeys } from "@/components/layout/use-hotkeys";
import type { RowAction, RowSelection } from "./row-selection";

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
  const router = useRouter();
  const { canWork } = useShell();
  const { dispatch, selection } = list;
  const open = () => selection.cursor && router.push(paths.issue(selection.cursor));
  const move = (keys: string, step: 1 | -1, extend = false): Hotkey => ({
    keys,
    repeat: true,
    run: () => dispatch({ type: "move", step, extend }),
  });
  useHotkeys([
    { ...move("j", 1), label: "Next", group: "Lists" },
    { ...move("k", -1), label: "Previous", group: "Lists" },
    move("down", 1),
    move("up", -1),
    { keys: "enter", label: "Open", group: "Lists", run: open },
    { keys: "o", run: open },
    {
      keys: "mod+enter",
      label: "Open in a new tab",
      group: "Lists",
      run: () => selection.cursor && window.open(paths.issue(selection.cursor), "_blank", "noopener"),
    },
    { keys: ".", label: "Load new", group: "Lists", run: () => list.showNew?.() },
    { keys: "escape", label: "Clear selection", group: "Lists", run: () => dispatch({ type: "clear" }) },
    { keys: "r", label: "Retry after an error", group: "Lists", run: list.retry },
    { keys: "t", label: "Period…", group: "Lists", run: openPeriod },
  ]);
  useHotkeys(
    [
      { ...move("shift+j", 1, true), label: "Extend selection", group: "Lists" },
      move("shift+k", -1, true),
      move("shift+down", 1, true),
      move("shift+up", -1, true),
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

"use client";

import { useRouter } from "next/navigation";
import type { Dispatch } from "react";
import type { Hotkey } from "@/components/layout/hotkeys";
import { paths } from "@/components/layout/place";
import { useHotkeys } from "@/components/layout/use-hotkeys";
import { issueTabs } from "./issue-tabs";
import type { RowAction, RowSelection } from "./row-selection";
import type { useView } from "./use-view";

type ListKeys = {
  selection: RowSelection;
  dispatch: Dispatch<RowAction>;
  resolve: () => void;
  merge: () => void;
  act: "resolved" | "unresolved";
  /** Null when nothing new waits. */
  showNew: (() => void) | null;
  retry: () => void;
} & Pick<ReturnType<typeof useView>, "changeView">;

/** The keys of the list. */
export function useListKeys(list: ListKeys): void {
  const router = useRouter();
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
    { keys: "enter", label: "Open", group: "Lists", run: open },
    { keys: "o", run: open },
    {
      keys: "mod+enter",
      label: "Open in a new tab",
      group: "Lists",
      run: () => selection.cursor && window.open(paths.issue(selection.cursor), "_blank", "noopener"),
    },
    { keys: "e", label: list.act === "resolved" ? "Resolve" : "Reopen", group: "Issue", run: list.resolve },
    { keys: "m", label: "Merge selected", group: "Issue", run: list.merge },
    { keys: ".", label: "Load new", group: "Lists", run: () => list.showNew?.() },
    { keys: "escape", label: "Clear selection", group: "Lists", run: () => dispatch({ type: "clear" }) },
    { keys: "r", label: "Retry after an error", group: "Lists", run: list.retry },
    ...issueTabs.map(({ status, label }, index) => ({
      keys: String(index + 1),
      label,
      group: "Lists" as const,
      run: () => list.changeView({ status }),
    })),
  ]);
}

"use client";

import { useRouter } from "next/navigation";
import type { Dispatch } from "react";
import type { Hotkey } from "@/components/layout/hotkeys";
import { useHotkeys } from "@/components/layout/use-hotkeys";
import type { RowAction } from "./row-selection";

type RowKeys = {
  dispatch: Dispatch<RowAction>;
  /** The page of the row that the keyboard is at; null while it is at none. */
  path: string | null;
  /** What else the list does, told behind these. */
  more: readonly Hotkey[];
};

/** The keys that go from row to row of a list and open one. */
export function useRowKeys({ dispatch, path, more }: RowKeys): void {
  const router = useRouter();
  const open = () => path && router.push(path);
  useHotkeys([
    { ...moveKey(dispatch, "j", 1), label: "Next", group: "Lists" },
    { ...moveKey(dispatch, "k", -1), label: "Previous", group: "Lists" },
    moveKey(dispatch, "down", 1),
    moveKey(dispatch, "up", -1),
    { keys: "enter", label: "Open", group: "Lists", run: open },
    { keys: "o", run: open },
    {
      keys: "mod+enter",
      label: "Open in a new tab",
      group: "Lists",
      run: () => path && window.open(path, "_blank", "noopener"),
    },
    ...more,
  ]);
}

/** A key that goes one row on or back while it is held; with `extend` it selects what it passes. */
export function moveKey(dispatch: Dispatch<RowAction>, keys: string, step: 1 | -1, extend = false) {
  return { keys, repeat: true, run: () => dispatch({ type: "move", step, extend }) };
}

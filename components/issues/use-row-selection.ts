"use client";

import { useEffect, useReducer } from "react";
import type { IssueRow } from "@/lib/issues/schemas";
import { keepList, recallList } from "./list-memory";
import { nothingSelected, type RowAction, type RowSelection, selectRows } from "./row-selection";

type Kept = { key: string; selection: RowSelection };

/** Cursor and selection of the list `key`, as they were when it was left. */
export function useRowSelection(key: string, rows: readonly IssueRow[]) {
  const ids = rows.map((row) => row.shortId);
  const [kept, dispatch] = useReducer(
    (state: Kept, action: RowAction): Kept => ({
      key,
      selection: selectRows(state.key === key ? state.selection : startOf(key), action, ids),
    }),
    key,
    (first) => ({ key: first, selection: startOf(first) }),
  );
  const selection = kept.key === key ? kept.selection : startOf(key);
  useEffect(() => keepList(key, { selection }), [key, selection]);
  return { selection, dispatch, keepOffset: (offset: number) => keepList(key, { offset }) };
}

/** A list that comes back keeps its focus where the page has it. */
function startOf(key: string): RowSelection {
  const { selection } = recallList(key);
  return selection === nothingSelected ? selection : { ...selection, moves: 0 };
}

"use client";

import { useQueryClient } from "@tanstack/react-query";
import { type Dispatch, useState } from "react";
import { useShell } from "@/components/layout/shell-context";
import { toast } from "@/components/ui/toast";
import type { Targets } from "@/components/workflow/send-change";
import type { Subject } from "@/components/workflow/subject";
import { countOf, nameOf } from "@/components/workflow/words";
import type { IssueFilter, IssueRow, QueryReport } from "@/lib/issues/schemas";
import type { IssueChange } from "@/lib/issues/workflow/schemas";
import { leavesView } from "./change-row";
import type { RowAction, RowSelection } from "./row-selection";
import { useChangeRows } from "./use-change-rows";
import type { RowChanges } from "./use-row-changes";
import { whyNotMerge } from "./why-not-merge";

type RowActs = {
  filter: IssueFilter;
  report: QueryReport | undefined;
  changes: RowChanges;
  rows: readonly IssueRow[];
  selection: RowSelection;
  dispatch: Dispatch<RowAction>;
  /** How many match, as far as it is counted. */
  total: number | undefined;
  /** Not all that match are loaded. */
  hasMore: boolean;
};

/** What is meant in the list, the selected rows or the one under the cursor, and what can be done with it. */
export function useRowActs({ rows, selection, dispatch, ...list }: RowActs) {
  const { canWork } = useShell();
  const changeThem = useChangeRows(list.changes);
  const client = useQueryClient();
  const [isMerging, setMerging] = useState(false);
  const isEverything = selection.isEverything && list.hasMore;
  const selected = rows.filter((row) => selection.selected.has(row.shortId));
  const meant =
    selection.selected.size > 0 ? selected : rows.filter((row) => row.shortId === selection.cursor);

  /** These rows, or everything that matches when that is what they stand for. */
  function subjectOf(these: readonly IssueRow[], all = false): Subject | null {
    if (!canWork || these.length === 0) return null;
    const ids = new Set(these.map((row) => row.shortId));
    const total = Math.max(list.total ?? 0, these.length);
    const targets: Targets = all ? { matching: list.filter, total } : { shortIds: [...ids] };
    return {
      name: all ? countOf(total) : nameOf([...ids]),
      shortId: all || these.length > 1 ? null : (these[0]?.shortId ?? null),
      status: common(these.map((row) => row.status)) ?? null,
      priority: common(these.map((row) => row.priority)) ?? null,
      assignee: commonAssignee(these),
      projects: all ? list.filter.projects : projectsOf(these),
      lastRelease: null,
      act: (change, shown = {}) => {
        const isLeaving = leavesView(list.filter, list.report?.namesStatus ?? false, change);
        if (all) dispatch({ type: "clear" });
        if (isLeaving || all || isStatus(change)) dispatch({ type: "gone", ids, moved: isLeaving });
        void changeThem({ change, targets, shown, ids, isLeaving });
      },
      count: all ? total : these.length,
      events: all ? null : these.reduce((sum, row) => sum + row.eventCount, 0),
      remove: async (discard) => {
        dispatch({ type: "clear" });
        dispatch({ type: "gone", ids, moved: true });
        const { deleteRows } = await import("./delete-rows");
        await deleteRows({ rows: list.changes, targets, discard, ids, projects: projectsOf(these) });
      },
    };
  }

  const subject = subjectOf(isEverything ? rows : meant, isEverything);
  const isOpen = meant.length === 0 || meant.some((row) => row.status === "unresolved");
  const whyNot = whyNotMerge(isEverything ? [] : selected);
  return {
    subject,
    isEverything,
    /** For the avatar of a row: the row, or the selection that it is part of. */
    subjectAt: (shortId: string) =>
      selection.selected.has(shortId) ? subject : subjectOf(rows.filter((row) => row.shortId === shortId)),
    /** What `e` does: resolving, unless all that is meant is resolved or archived already. */
    toggle: isOpen ? ("resolve" as const) : ("unresolve" as const),
    merging: {
      issues: selected,
      whyNot,
      isOpen: isMerging,
      setOpen: setMerging,
      ask: () => {
        if (whyNot === null) setMerging(true);
        else toast({ message: whyNot, tone: "failed" });
      },
      merge: async (into: string, from: string[]) => {
        dispatch({ type: "clear" });
        dispatch({ type: "gone", ids: new Set(from), moved: true });
        const { mergeRows } = await import("./merge-rows");
        await mergeRows({ rows: list.changes, client, into, from });
      },
    },
  };
}

function isStatus({ kind }: IssueChange): boolean {
  return kind === "resolve" || kind === "archive" || kind === "unresolve";
}

function projectsOf(rows: readonly IssueRow[]): string[] {
  return [...new Set(rows.map((row) => row.project.slug))];
}

/** What all of them are; undefined when they differ. */
function common<Value>(values: readonly Value[]): Value | undefined {
  return values.every((value) => value === values[0]) ? values[0] : undefined;
}

function commonAssignee(rows: readonly IssueRow[]): Subject["assignee"] {
  const keys = rows.map(({ assignee }) => assignee && `${assignee.type} ${assignee.id}`);
  return common(keys) === undefined ? undefined : (rows[0]?.assignee ?? null);
}

"use client";

import { toast } from "@/components/ui/toast";
import { runChange } from "@/components/workflow/run-change";
import type { Targets } from "@/components/workflow/send-change";
import type { Shown } from "@/components/workflow/subject";
import { reasonOf } from "@/components/workflow/words";
import type { IssueChange } from "@/lib/issues/workflow/schemas";
import { rowAfter } from "./change-row";
import { changeRows } from "./merge-updates";
import type { RowChanges } from "./use-row-changes";

type RowsChange = {
  change: IssueChange;
  targets: Targets;
  shown: Shown;
  /** The loaded rows among the targets. */
  ids: ReadonlySet<string>;
  /** They no longer belong here. */
  isLeaving: boolean;
};

/**
 * Changing issues of a list: rows change at once, the server follows. Rows that no longer belong here fade and
 * leave; a refusal puts them back and says why, and so does Undo, without the reproach.
 */
export function useChangeRows(rows: RowChanges) {
  return async function changeThem({ change, targets, shown, ids, isLeaving }: RowsChange) {
    const before = rows.read();
    if (!before) return;
    const isEverything = "matching" in targets;
    rows.begin(ids);
    rows.write((data) => changeRows(data, ids, (row) => rowAfter(row, change, shown)));
    const left = isLeaving ? rows.leave(ids) : undefined;
    let isUndone = false;
    try {
      const outcome = await runChange({
        change,
        targets,
        shown,
        onUndo: () => {
          isUndone = true;
          rows.begin(ids);
          // Rows that are still leaving would go once more.
          if (!isEverything) void Promise.resolve(left).then(() => rows.restore(before, ids));
        },
        onUndone: (isWhole) => {
          if (isEverything || !isWhole) rows.reload();
          rows.settle(ids);
        },
      });
      await left;
      // What was not loaded has changed, too; what was stopped or failed halfway has not.
      if (isEverything || outcome.error !== undefined) rows.reload();
    } catch (error) {
      await left;
      rows.restore(before, ids);
      toast({ message: reasonOf(error), tone: "failed" });
    } finally {
      await left;
      if (!isUndone) rows.settle(ids);
    }
  };
}

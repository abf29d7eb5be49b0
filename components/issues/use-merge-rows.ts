"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { toast } from "@/components/ui/toast";
import type { MergeResult } from "@/lib/issues/merge-schemas";
import { describeMerge } from "./describe-merge";
import { addEvents, flattenRows, type IssuePages } from "./merge-updates";
import { sendMerge, undoMerge } from "./send-merge";
import type { RowChanges } from "./use-row-changes";

/**
 * Merging in the list: the rows that end in another one fade and leave at once, the server follows. A refusal puts
 * them back and says why; Undo brings the issues back.
 */
export function useMergeRows(rows: RowChanges) {
  const client = useQueryClient();
  const { mutateAsync } = useMutation({ mutationFn: sendMerge });

  const takeBack = async (before: IssuePages, ids: ReadonlySet<string>, result: MergeResult) => {
    rows.begin(ids);
    rows.restore(before, ids);
    try {
      const into = flattenRows(before).find((row) => row.shortId === result.into.shortId);
      await undoMerge(result, into?.status ?? result.into.status);
    } catch (error) {
      rows.reload();
      toast({ message: reason(error), tone: "failed" });
    } finally {
      settle(ids);
    }
  };

  const settle = (ids: ReadonlySet<string>) => {
    rows.settle(ids);
    void client.invalidateQueries({ queryKey: ["issues", "updates"] });
    for (const key of ["issue", "events"]) void client.invalidateQueries({ queryKey: [key] });
  };

  return async function merge(into: string, from: readonly string[]) {
    const before = rows.read();
    if (!before || from.length === 0) return;
    const gone = new Set(from);
    const ids = new Set([into, ...from]);
    rows.begin(ids);
    rows.write((data) => addEvents(data, into, gone));
    const left = rows.leave(gone);
    try {
      const result = await mutateAsync({ into, from: [...from] });
      toast({ message: describeMerge(result), undo: () => takeBack(before, ids, result) });
    } catch (error) {
      await left;
      rows.restore(before, ids);
      toast({ message: reason(error), tone: "failed" });
    } finally {
      await left;
      settle(ids);
    }
  };
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : "The issues were not merged. Retry.";
}

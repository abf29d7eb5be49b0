"use client";

import { useMutation } from "@tanstack/react-query";
import { toast } from "@/components/ui/toast";
import type { IssueFilter, IssueStatus, StatusChange, UpdateIssueStatusInput } from "@/lib/issues/schemas";
import { type IssuePages, setStatus } from "./merge-updates";
import { sendStatus } from "./queries";
import type { RowChanges } from "./use-row-changes";

/**
 * Resolving and reopening: rows change at once, the server follows. Rows that no longer belong here fade and
 * leave; a refusal puts them back and says why, and so does Undo, without the reproach.
 */
export function useChangeStatus(filter: IssueFilter, rows: RowChanges) {
  const { mutateAsync } = useMutation({ mutationFn: sendStatus });

  const takeBack = async (before: IssuePages, ids: ReadonlySet<string>, changed: readonly StatusChange[]) => {
    rows.begin(ids);
    rows.restore(before, ids);
    try {
      const statuses = new Set(changed.map((change) => change.from));
      for (const status of statuses) {
        await mutateAsync(
          undoOf(
            changed.filter((change) => change.from === status),
            status,
          ),
        );
      }
    } catch (error) {
      rows.reload();
      toast({ message: reason(error), tone: "failed" });
    } finally {
      rows.settle(ids);
    }
  };

  return async function changeStatus(shortIds: readonly string[], status: IssueStatus) {
    const before = rows.read();
    if (!before || shortIds.length === 0) return;
    const ids = new Set(shortIds);
    rows.begin(ids);
    rows.write((data) => setStatus(data, ids, status));
    const left = filter.status === "all" || filter.status === status ? undefined : rows.leave(ids);
    try {
      const { changed } = await mutateAsync({ shortIds: [...ids], status });
      toast({ message: sentence(shortIds, status), undo: () => takeBack(before, ids, changed) });
    } catch (error) {
      await left;
      rows.restore(before, ids);
      toast({ message: reason(error), tone: "failed" });
    } finally {
      await left;
      rows.settle(ids);
    }
  };
}

/** The request that makes changes undone, all of which were `status` before. */
function undoOf(changed: readonly StatusChange[], status: IssueStatus): UpdateIssueStatusInput {
  return {
    shortIds: changed.map((change) => change.shortId),
    status,
    regressedAt: Object.fromEntries(
      changed.flatMap(({ shortId, regressedAt }) => (regressedAt ? [[shortId, regressedAt]] : [])),
    ),
  };
}

const VERBS: Record<IssueStatus, string> = {
  resolved: "Resolved",
  unresolved: "Reopened",
  archived: "Archived",
};

function sentence(shortIds: readonly string[], status: IssueStatus): string {
  return `${VERBS[status]} ${shortIds.length === 1 ? shortIds[0] : `${shortIds.length} issues`}`;
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : "The change was not made. Retry.";
}

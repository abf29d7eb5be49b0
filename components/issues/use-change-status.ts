"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "@/components/ui/toast";
import type {
  IssueFilter,
  IssueSort,
  IssueStatus,
  StatusChange,
  UpdateIssueStatusInput,
} from "@/lib/issues/schemas";
import { dropRows, type IssuePages, putBack, setStatus } from "./merge-updates";
import { issueListQuery, sendStatus } from "./queries";

/** As long as `--t-base`: a row fades, then it is gone. */
const LEAVE_MS = 140;

/**
 * Resolving and reopening: rows change at once, the server follows. Rows that no longer belong here fade and
 * leave; a refusal puts them back and says why, and so does Undo, without the reproach.
 */
export function useChangeStatus(filter: IssueFilter, sort: IssueSort) {
  const client = useQueryClient();
  const [changing] = useState(() => new Set<string>());
  const [leaving, setLeaving] = useState<ReadonlySet<string>>(new Set());
  const { mutateAsync } = useMutation({ mutationFn: sendStatus });
  const { queryKey } = issueListQuery(filter, sort);
  const write = (change: (data: IssuePages) => IssuePages) =>
    client.setQueryData(queryKey, (data) => data && change(data));

  const changeStatus = async (shortIds: readonly string[], status: IssueStatus) => {
    const before = client.getQueryData(queryKey);
    if (!before || shortIds.length === 0) return;
    const ids = new Set(shortIds);
    for (const id of ids) changing.add(id);
    write((data) => setStatus(data, ids, status));
    const left = filter.status === "all" || filter.status === status ? undefined : leave(ids);
    try {
      const { changed } = await mutateAsync({ shortIds: [...ids], status });
      toast({ message: sentence(shortIds, status), undo: () => takeBack(before, ids, changed) });
    } catch (error) {
      await left;
      write((data) => putBack(data, before, ids));
      toast({ message: reason(error), tone: "failed" });
    } finally {
      await left;
      settle(ids);
    }
  };

  const leave = async (ids: ReadonlySet<string>) => {
    setLeaving((present) => new Set([...present, ...ids]));
    await new Promise((resolve) => setTimeout(resolve, LEAVE_MS));
    write((data) => dropRows(data, ids));
    setLeaving((present) => new Set([...present].filter((id) => !ids.has(id))));
  };

  const takeBack = async (before: IssuePages, ids: ReadonlySet<string>, changed: readonly StatusChange[]) => {
    for (const id of ids) changing.add(id);
    write((data) => putBack(data, before, ids));
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
      void client.resetQueries({ queryKey });
      toast({ message: reason(error), tone: "failed" });
    } finally {
      settle(ids);
    }
  };

  const settle = (ids: ReadonlySet<string>) => {
    for (const id of ids) changing.delete(id);
    void client.invalidateQueries({ queryKey: ["issues", "counts"] });
    void client.invalidateQueries({ queryKey: ["issues", "empty"] });
    void client.invalidateQueries({ queryKey: ["nav-projects"] });
  };

  return { changeStatus, leaving, changing };
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

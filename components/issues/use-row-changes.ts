"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { IssueFilter, IssueSort } from "@/lib/issues/schemas";
import { dropRows, type IssuePages, putBack } from "./merge-updates";
import { issueListQuery } from "./queries";

/** As long as `--t-base`: a row fades, then it is gone. */
const LEAVE_MS = 140;

export type RowChanges = ReturnType<typeof useRowChanges>;

/**
 * How a person's own acts change the rows of a list before the server has answered. `changing` are the rows of acts
 * under way, which updates leave alone; `leaving` are those that fade.
 */
export function useRowChanges(filter: IssueFilter, sort: IssueSort) {
  const client = useQueryClient();
  const [changing] = useState(() => new Set<string>());
  const [leaving, setLeaving] = useState<ReadonlySet<string>>(new Set());
  const { queryKey } = issueListQuery(filter, sort);
  const write = (change: (data: IssuePages) => IssuePages) =>
    client.setQueryData(queryKey, (data) => data && change(data));

  return {
    changing,
    leaving,
    read: () => client.getQueryData(queryKey),
    write,
    begin: (ids: ReadonlySet<string>) => {
      for (const id of ids) changing.add(id);
    },
    /** Resolves when the rows have faded and are gone. */
    leave: async (ids: ReadonlySet<string>) => {
      setLeaving((present) => new Set([...present, ...ids]));
      await new Promise((resolve) => setTimeout(resolve, LEAVE_MS));
      write((data) => dropRows(data, ids));
      setLeaving((present) => new Set([...present].filter((id) => !ids.has(id))));
    },
    restore: (before: IssuePages, ids: ReadonlySet<string>) => write((data) => putBack(data, before, ids)),
    /** When nobody knows any more what is right, the list begins anew. */
    reload: () => void client.resetQueries({ queryKey }),
    settle: (ids: ReadonlySet<string>) => {
      for (const id of ids) changing.delete(id);
      void client.invalidateQueries({ queryKey: ["issues", "counts"] });
      void client.invalidateQueries({ queryKey: ["issues", "empty"] });
      void client.invalidateQueries({ queryKey: ["nav-projects"] });
    },
  };
}

"use client";

import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { type IssueSort, pageLimit } from "@/lib/issues/constants";
import type { IssueFilter } from "@/lib/issues/schemas";
import { flattenRows, type IssuePages, insertFresh, refreshRows, unseenRows } from "./merge-updates";
import { fetchUpdates, issueListQuery, updateEveryMs } from "./queries";

type Live = {
  /** The short ids of the rows in sight. */
  shown: () => readonly string[];
  /** Issues whose own change is on its way; updates leave them alone. */
  changing: ReadonlySet<string>;
};

/**
 * A list that is kept up to date in place: counts and times of the rows in sight change where they are, new
 * issues wait until `letIn` puts them on top. An empty list lets them in by itself.
 */
export function useIssueList(filter: IssueFilter, sort: IssueSort, live: Live) {
  const client = useQueryClient();
  const options = issueListQuery(filter, sort);
  const list = useInfiniteQuery(options);
  const report = list.isPlaceholderData ? undefined : list.data?.pages[0]?.query;
  // A list that could not be loaded, or whose query could not be read, leaves the last good rows on the screen.
  const isUnread = report !== undefined && report.errors.length > 0;
  const [lastGood, setLastGood] = useState(isUnread ? undefined : list.data);
  if (list.data !== undefined && !isUnread && list.data !== lastGood) setLastGood(list.data);
  const isCurrent = list.data !== undefined && !list.isPlaceholderData && !isUnread;
  const mark = isCurrent ? (list.data.pages[0]?.mark ?? "") : "";
  const write = (change: (data: IssuePages) => IssuePages) =>
    client.setQueryData(options.queryKey, (data) => data && change(data));

  const updates = useQuery({
    queryKey: ["issues", "updates", filter, sort, mark],
    queryFn: async ({ signal }) => {
      const found = await fetchUpdates(filter, mark, live.shown().slice(0, pageLimit), signal);
      write((data) => {
        const refreshed = refreshRows(data, found.shown, live.changing);
        return flattenRows(data).length === 0 ? insertFresh(refreshed, found.fresh, found.mark) : refreshed;
      });
      return found;
    },
    enabled: mark !== "",
    initialData: { fresh: [], shown: [], mark },
    initialDataUpdatedAt: list.dataUpdatedAt,
    staleTime: updateEveryMs,
    refetchInterval: updateEveryMs,
    retry: false,
  });

  const letIn = () => {
    const { fresh, mark: next } = updates.data;
    // More came than one look brings: the list begins anew.
    if (fresh.length >= pageLimit) void client.resetQueries({ queryKey: options.queryKey });
    else write((data) => insertFresh(data, fresh, next));
  };
  const rows = flattenRows((isUnread ? undefined : list.data) ?? lastGood);
  return {
    rows,
    list,
    /** What the server made of the query; undefined until it has answered. */
    report,
    /** The query could not be read: the rows are those of the last one that could. */
    isUnread,
    fresh: isCurrent ? unseenRows(list.data, updates.data.fresh) : [],
    letIn,
    isBehind: updates.isError || updates.fetchStatus === "paused",
    /** Why the rows are old; null while all is well, and without a connection. */
    error: list.error ?? updates.error,
    /** When the rows were last known to be right, in milliseconds; 0 when they are those of another list. */
    asOf: isCurrent ? Math.max(updates.dataUpdatedAt, list.dataUpdatedAt) : 0,
    retry: () => void (list.isError ? list.refetch() : updates.refetch()),
  };
}

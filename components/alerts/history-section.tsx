"use client";

import type { UseInfiniteQueryResult } from "@tanstack/react-query";
import { type ReactNode, useId } from "react";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";

type HistorySectionProps = {
  /** "Firings". */
  title: string;
  history: UseInfiniteQueryResult;
  /** The list of what is loaded, the newest first. */
  children: ReactNode;
  /** Below it all. */
  foot?: ReactNode;
};

/** What became of a rule, a page at a time. */
export function HistorySection({ title, history, children, foot }: HistorySectionProps) {
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = history;
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {data ? (
        children
      ) : error ? (
        <div role="alert">
          <p className="help">{error.message}</p>
          <Button size="sm" onClick={() => void refetch()}>
            Retry
          </Button>
        </div>
      ) : (
        <div role="status" aria-busy="true" aria-label={`Loading the ${title.toLowerCase()}`}>
          <Skeleton width="80%" />
          <Skeleton width="60%" />
        </div>
      )}
      {hasNextPage ? (
        <Button variant="ghost" size="sm" busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          Show older
        </Button>
      ) : null}
      {foot}
    </section>
  );
}

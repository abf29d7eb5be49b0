"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { parseAsArrayOf, parseAsString, useQueryStates } from "nuqs";
import { useMemo } from "react";
import { StaleBanner } from "@/components/layout/stale-banner";
import { useHotkeys } from "@/components/layout/use-hotkeys";
import { useLastGood } from "@/components/layout/use-last-good";
import { QueryBar } from "@/components/search/query-bar";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { LoadError } from "@/components/ui/load-error";
import { SkeletonRows } from "@/components/ui/skeleton";
import { type EventTablePage, mostColumns, searchedEvents } from "@/lib/events/schemas";
import { formatExact } from "@/lib/format/format-count";
import { ColumnMenu } from "./column-menu";
import { eventPath } from "./event-address";
import { createEventSubject } from "./event-subject";
import { EventsTable } from "./events-table";
import { ExportMenu } from "./export-menu";
import { eventSearchQuery, issueTagsQuery } from "./queries";

const shape = {
  query: parseAsString.withDefault(""),
  columns: parseAsArrayOf(parseAsString).withDefault([]),
};

/** Every event of an issue as a table: searched, with the tags that one wants to see, and as a file. */
export function EventsView({ shortId }: { shortId: string }) {
  const [{ query, columns: asked }, change] = useQueryStates(shape, { history: "push" });
  const columns = asked.slice(0, mostColumns);
  const list = useInfiniteQuery(eventSearchQuery(shortId, query, columns));
  const tags = useQuery(issueTagsQuery(shortId));
  const subject = useMemo(() => createEventSubject(shortId), [shortId]);
  const report = list.isPlaceholderData ? undefined : list.data?.pages[0]?.query;
  // A query that could not be read leaves the last good rows on the screen.
  const isUnread = report !== undefined && report.errors.length > 0;
  const pages = useLastGood(list.data?.pages, !isUnread) ?? list.data?.pages ?? [];
  const rows = pages.flatMap((page) => page.rows);
  const last = pages.at(-1);
  const again = () => void list.refetch();
  useHotkeys([{ keys: "r", label: "Retry after an error", group: "Lists", run: again }]);
  return (
    <>
      <header className="bar evt-bar">
        <nav className="crumbs" aria-label="Path">
          <Link href={eventPath(shortId, "recommended")}>{shortId}</Link>
        </nav>
        <h1 className="hide-m">Events</h1>
        <span className="grow" />
        <ColumnMenu
          tags={tags.data?.tags.map(({ key }) => key) ?? []}
          columns={columns}
          onChange={(next) => void change({ columns: next.length > 0 ? next : null })}
        />
        <ExportMenu shortId={shortId} query={query} columns={columns} isOff={!report || isRefused(report)} />
      </header>
      <div className="sub">
        <QueryBar
          subject={subject}
          query={query}
          report={report}
          projects={[]}
          onRun={(next) => void change({ query: next || null })}
          onAgain={again}
        />
      </div>
      <div className="evt pane">
        {list.isError && list.data ? (
          <StaleBanner error={list.error} asOf={list.dataUpdatedAt} onRetry={again} />
        ) : null}
        {!list.data ? (
          list.error ? (
            <LoadError what="The events" error={list.error} onRetry={again} hotkey="r" />
          ) : (
            <SkeletonRows label="Loading the events" />
          )
        ) : rows.length === 0 ? (
          <NoEvents page={last} isSearch={query !== ""} onClear={() => void change({ query: null })} />
        ) : (
          <EventsTable
            shortId={shortId}
            rows={rows}
            columns={columns}
            isBusy={list.isPlaceholderData || isUnread}
          >
            <p className="mut evt-end">{sayEnd(last, rows.length, query !== "")}</p>
            {list.hasNextPage ? (
              <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
                Show older
              </Button>
            ) : null}
          </EventsTable>
        )}
      </div>
    </>
  );
}

function isRefused({ errors, unknown }: EventTablePage["query"]): boolean {
  return errors.length + unknown.length > 0;
}

type NoEventsProps = { page: EventTablePage | undefined; isSearch: boolean; onClear: () => void };

function NoEvents({ page, isSearch, onClear }: NoEventsProps) {
  if (!isSearch) {
    return (
      <EmptyState title="No event of this issue is stored any more">
        <p>Its counts are kept.</p>
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title={page && isRefused(page.query) ? "This query cannot be answered" : "No event matches"}
      actions={<Button onClick={onClear}>Show all events</Button>}
    >
      {page && !isRefused(page.query) ? <p>{sayEnd(page, 0, true)}</p> : null}
    </EmptyState>
  );
}

/** How far one has seen. */
function sayEnd(page: EventTablePage | undefined, shown: number, isSearch: boolean): string {
  if (!page) return "";
  if (page.isCut)
    return `Searched the newest ${formatExact(searchedEvents)} events. Older ones are in the export, which has no limit.`;
  if (page.nextCursor !== null) return isSearch ? `Searched ${formatExact(page.looked)} events so far.` : "";
  return isSearch
    ? `All ${formatExact(page.looked)} stored events were searched.`
    : `All ${formatExact(shown)} stored events.`;
}

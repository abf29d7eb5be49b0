"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { CircleAlert, Search } from "lucide-react";
import Link from "next/link";
import { parseAsArrayOf, parseAsString, useQueryStates } from "nuqs";
import { type FormEvent, useRef } from "react";
import { useHotkeys } from "@/components/layout/use-hotkeys";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Input } from "@/components/ui/field";
import { LoadError } from "@/components/ui/load-error";
import { SkeletonRows } from "@/components/ui/skeleton";
import { type EventTablePage, mostColumns, searchedEvents } from "@/lib/events/schemas";
import { formatExact } from "@/lib/format/format-count";
import { maximumLength } from "@/lib/search/grammar/limits";
import { ColumnMenu } from "./column-menu";
import { eventPath } from "./event-address";
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
  const pages = list.data?.pages ?? [];
  const rows = pages.flatMap((page) => page.rows);
  const last = pages.at(-1);
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
        <ExportMenu shortId={shortId} query={query} columns={columns} isOff={!list.data || isRefused(last)} />
      </header>
      <SearchField query={query} page={last} onRun={(next) => void change({ query: next || null })} />
      <div className="evt pane">
        {list.isError && list.data ? (
          <Banner title="The events could not be refreshed">What you see is the last answer.</Banner>
        ) : null}
        {!list.data ? (
          list.error ? (
            <LoadError what="The events" error={list.error} onRetry={() => void list.refetch()} />
          ) : (
            <SkeletonRows label="Loading the events" />
          )
        ) : rows.length === 0 ? (
          <NoEvents page={last} isSearch={query !== ""} onClear={() => void change({ query: null })} />
        ) : (
          <EventsTable shortId={shortId} rows={rows} columns={columns} isBusy={list.isPlaceholderData}>
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

function isRefused(page: EventTablePage | undefined): boolean {
  return page !== undefined && page.query.errors.length + page.query.unknown.length > 0;
}

type SearchFieldProps = {
  query: string;
  page: EventTablePage | undefined;
  onRun: (query: string) => void;
};

/** The question to the issue's events, and what is wrong with it. */
function SearchField({ query, page, onRun }: SearchFieldProps) {
  const field = useRef<HTMLInputElement>(null);
  const faults = [...(page?.query.errors ?? []), ...(page?.query.unknown ?? [])];
  useHotkeys([{ keys: "/", label: "Search", group: "Lists", run: () => field.current?.focus() }]);

  function search(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    onRun(field.current?.value.trim() ?? "");
  }

  return (
    <div className="sub evt-sub">
      <form role="search" className="rl-s" onSubmit={search}>
        <Search className="i" />
        <Input
          // Going back brings another query along.
          key={query}
          ref={field}
          type="search"
          aria-label="Search the events of this issue"
          aria-keyshortcuts="/"
          aria-describedby={faults.length > 0 ? "evt-note" : undefined}
          invalid={faults.length > 0}
          placeholder="environment:production user.id:42 release:>=1.4 or words of the message"
          maxLength={maximumLength}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          defaultValue={query}
        />
      </form>
      {faults.length > 0 ? (
        <p id="evt-note" className="help err" role="alert">
          <CircleAlert className="i" />
          <span>
            {faults[0]?.message}
            {faults[0] && "suggestions" in faults[0] && faults[0].suggestions.length > 0
              ? ` Did you mean ${faults[0].suggestions.join(" or ")}?`
              : null}
          </span>
        </p>
      ) : null}
    </div>
  );
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
      title={isRefused(page) ? "This query cannot be answered" : "No event matches"}
      actions={<Button onClick={onClear}>Show all events</Button>}
    >
      {page && !isRefused(page) ? <p>{sayEnd(page, 0, true)}</p> : null}
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

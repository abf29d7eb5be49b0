"use client";

import { useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { memo, useCallback, useDeferredValue, useEffect, useRef, useState } from "react";
import { FacetSide } from "@/components/facets/facet-side";
import { useShell } from "@/components/layout/shell-context";
import { StaleBanner } from "@/components/layout/stale-banner";
import { classNames } from "@/components/ui/class-names";
import { LoadError } from "@/components/ui/load-error";
import { SkeletonRows } from "@/components/ui/skeleton";
import { useActKeys } from "@/components/workflow/use-act-keys";
import { usePanels } from "@/components/workflow/use-panels";
import { whenIdle } from "@/components/workflow/when-idle";
import type { IssueRow } from "@/lib/issues/schemas";
import { FilterBar } from "./filter-bar";
import { IssueHead } from "./issue-head";
import { IssueRows } from "./issue-rows";
import { IssueTabs } from "./issue-tabs";
import { keepTrail, recallList } from "./list-memory";
import { useListScroll } from "./list-scroll";
import { NewPill } from "./new-pill";
import { issueCountsQuery } from "./queries";
import { StatusBar } from "./status-bar";
import { useIssueList } from "./use-issue-list";
import { useListKeys } from "./use-list-keys";
import { usePane } from "./use-pane";
import { useRowActs } from "./use-row-acts";
import { useRowChanges } from "./use-row-changes";
import { useRowSelection } from "./use-row-selection";
import { useView } from "./use-view";
import { viewHref } from "./view";

/** Above this, only rows in sight are drawn. */
const WINDOW_FROM = 100;

// Drawn by the server too, where there is nothing else to draw.
const EmptyList = dynamic(async () => (await import("./empty-list")).EmptyList);
const loadBar = () => import("./bulk-bar");
const loadMerge = () => import("./merge-dialog");
const BulkBar = dynamic(loadBar, { ssr: false });
const MergeDialog = dynamic(loadMerge, { ssr: false });

// What stands around the rows has nothing to do with the cursor and the selection, which change with every key.
const Tabs = memo(IssueTabs);
const Filters = memo(FilterBar);
const Facets = memo(FacetSide);

/** The page of issues: views, filters, the live list, and what can be done with its rows. */
export function IssueList() {
  const { view, filter, changeView } = useView();
  const runQuery = useCallback((query: string) => changeView({ query }), [changeView]);
  const changes = useRowChanges(filter, view.sort);
  const { canWork } = useShell();
  const scroller = useRef<HTMLDivElement>(null);
  const { rows, list, report, isUnread, fresh, letIn, isBehind, error, asOf, retry } = useIssueList(
    filter,
    view.sort,
    {
      shown: () => idsInSight(scroller.current),
      changing: changes.changing,
    },
  );
  const counts = useQuery(issueCountsQuery(filter)).data;
  const key = JSON.stringify([filter, view.sort]);
  const { selection, dispatch, keepOffset } = useRowSelection(key, rows);
  const hasSelection = selection.selected.size > 0;
  // The row that was selected is drawn first, the bar a moment later.
  const isBarDue = useDeferredValue(hasSelection);
  const startOffset = recallList(key).offset;
  const isPane = usePane();
  const { holdPlace } = useListScroll({
    scroller,
    rowCount: rows.length,
    startOffset,
    onOffset: keepOffset,
    onNearEnd: () => {
      if (list.hasNextPage && !list.isFetchingNextPage && !list.isPlaceholderData) void list.fetchNextPage();
    },
  });

  const showNew = () => {
    holdPlace();
    letIn();
  };
  const total = counts?.[report?.namesStatus ? "all" : filter.status];
  const hasMore = list.hasNextPage;
  const acts = useRowActs({ filter, report, changes, rows, selection, dispatch, total, hasMore });
  const { merging, subject, toggle } = acts;
  const panels = usePanels(subject, () => anchorOf(scroller.current, selection.cursor));
  const assignAt = useLatest((shortId: string, anchor: Element) =>
    panels.open("assign", anchor, acts.subjectAt(shortId)),
  );
  useListKeys({
    selection,
    dispatch,
    merge: merging.ask,
    showNew: fresh.length > 0 ? showNew : null,
    retry,
  });
  useActKeys({ subject, toggle, open: panels.open });
  useEffect(
    () =>
      whenIdle(
        () => void Promise.all([loadBar(), loadMerge(), import("./merge-rows")]).catch(() => undefined),
      ),
    [],
  );
  const address = viewHref(view);
  useEffect(
    () => keepTrail({ address, total, shortIds: rows.map((row) => row.shortId) }),
    [address, total, rows],
  );

  const isOld = isBehind || isUnread || list.isPlaceholderData || (list.isError && rows.length > 0);
  const isDim = (row: IssueRow) => isOld || (row.status !== "unresolved" && filter.status !== row.status);
  return (
    <>
      <header className="bar">
        <h1 className="hide-m">Issues</h1>
        <span className="sep d-only" />
        <Tabs view={view} report={report} isReady={!list.isPending} changeView={changeView} />
      </header>
      <Filters view={view} filter={filter} report={report} changeView={changeView} />
      {rows.length > 0 && (isBehind || list.isError) ? (
        <StaleBanner error={error} asOf={asOf} onRetry={retry} />
      ) : null}
      <div className={classNames("listwrap igrid pane", hasSelection && "selecting")}>
        <Facets filter={filter} onRun={runQuery} />
        <NewPill count={fresh.length} onLetIn={showNew} />
        <div className="scroll" ref={scroller}>
          {rows.length > 0 ? (
            <div
              role="grid"
              aria-label="Issues"
              aria-rowcount={list.hasNextPage ? Math.max(total ?? 0, rows.length) + 1 : rows.length + 1}
              aria-multiselectable="true"
              aria-busy={list.isPlaceholderData}
            >
              <IssueHead
                sort={view.sort}
                onSort={(sort) => changeView({ sort })}
                trend={view.trend}
                onTrend={(trend) => changeView({ trend }, { replace: true })}
                selected={selection.selected.size}
                loaded={rows.length}
                onSelectAll={canWork ? (all) => dispatch({ type: all ? "all" : "clear" }) : undefined}
              />
              <IssueRows
                key={key}
                rows={rows}
                scroller={scroller}
                isWindowed={isPane && rows.length > WINDOW_FROM}
                trend={view.trend}
                selection={selection}
                leaving={changes.leaving}
                isDim={isDim}
                canWork={canWork}
                onAssign={assignAt}
                dispatch={dispatch}
              />
            </div>
          ) : list.isError ? (
            <LoadError what="The issues" error={list.error} onRetry={retry} hotkey="r" />
          ) : list.isPending ? (
            <SkeletonRows label="Loading issues" rows={12} />
          ) : (
            <EmptyList filter={filter} report={report} changeView={changeView} />
          )}
        </div>
      </div>
      {subject && hasSelection && isBarDue ? (
        <BulkBar
          count={acts.isEverything ? Math.max(total ?? 0, rows.length) : selection.selected.size}
          subject={subject}
          toggle={toggle}
          opened={panels.opened}
          onOpen={panels.open}
          onMerge={merging.ask}
          whyNotMerge={merging.whyNot}
          everything={
            hasMore && !acts.isEverything && selection.selected.size >= rows.length
              ? { total: total ?? rows.length, onSelect: () => dispatch({ type: "everything" }) }
              : null
          }
          onClear={() => dispatch({ type: "clear" })}
        />
      ) : null}
      {merging.isOpen ? (
        <MergeDialog issues={merging.issues} open onOpenChange={merging.setOpen} onMerge={merging.merge} />
      ) : null}
      {panels.element}
      <StatusBar toggle={toggle} total={total} loaded={rows.length} isLive={!isBehind} />
    </>
  );
}

/** Where a picker opens that a key asks for: over the bar of the selection, else at the row under the cursor. */
function anchorOf(scroller: HTMLElement | null, cursor: string | null): Element | null {
  const bar = document.querySelector(".bulk");
  if (bar) return bar;
  const rows = scroller?.querySelectorAll<HTMLElement>("[data-issue]") ?? [];
  const row = [...rows].find((element) => element.dataset.issue === cursor);
  const cell = row?.querySelector(".asg");
  // On a phone the cell has no place.
  return cell && cell.getClientRects().length > 0 ? cell : (row ?? null);
}

/** One function for all renders that calls the latest: rows are drawn anew only when something of theirs changes. */
function useLatest<Args extends unknown[]>(run: (...args: Args) => void): (...args: Args) => void {
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  });
  const [stable] = useState(
    () =>
      (...args: Args) =>
        latest.current(...args),
  );
  return stable;
}

/** The short ids of the drawn rows that a person sees, with a screen's worth around them. */
function idsInSight(scroller: HTMLElement | null): string[] {
  const rows = scroller?.querySelectorAll<HTMLElement>("[data-issue]") ?? [];
  const height = window.innerHeight;
  return [...rows]
    .filter((row) => {
      const { top, bottom } = row.getBoundingClientRect();
      return bottom > -height / 2 && top < 1.5 * height;
    })
    .map((row) => row.dataset.issue ?? "");
}

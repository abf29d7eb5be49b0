"use client";

import { useQuery } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { classNames } from "@/components/ui/class-names";
import { LoadError } from "@/components/ui/load-error";
import { SkeletonRows } from "@/components/ui/skeleton";
import { toast } from "@/components/ui/toast";
import type { IssueRow } from "@/lib/issues/schemas";
import { BulkBar } from "./bulk-bar";
import { EmptyList } from "./empty-list";
import { FilterBar } from "./filter-bar";
import { IssueHead } from "./issue-head";
import { IssueRows } from "./issue-rows";
import { IssueTabs } from "./issue-tabs";
import { recallList } from "./list-memory";
import { useListScroll } from "./list-scroll";
import { MergeDialog } from "./merge-dialog";
import { NewPill } from "./new-pill";
import { issueCountsQuery } from "./queries";
import { StaleBanner } from "./stale-banner";
import { StatusBar } from "./status-bar";
import { useChangeStatus } from "./use-change-status";
import { useIssueList } from "./use-issue-list";
import { useListKeys } from "./use-list-keys";
import { useMergeRows } from "./use-merge-rows";
import { usePane } from "./use-pane";
import { useRowChanges } from "./use-row-changes";
import { useRowSelection } from "./use-row-selection";
import { useView } from "./use-view";
import { whyNotMerge } from "./why-not-merge";

/** Above this, only rows in sight are drawn. */
const WINDOW_FROM = 100;

/** The page of issues: views, filters, the live list, and what can be done with its rows. */
export function IssueList() {
  const { view, filter, changeView } = useView();
  const changes = useRowChanges(filter, view.sort);
  const changeStatus = useChangeStatus(filter, changes);
  const mergeRows = useMergeRows(changes);
  const [merging, setMerging] = useState(false);
  const scroller = useRef<HTMLDivElement>(null);
  const { rows, list, report, isUnread, fresh, letIn, isBehind, asOf, retry } = useIssueList(
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
  const targets =
    selection.selected.size > 0 ? [...selection.selected] : selection.cursor ? [selection.cursor] : [];
  const act = actFor(rows, targets);
  const resolve = () => {
    const ids = new Set(targets);
    if (ids.size === 0) return;
    dispatch({ type: "gone", ids, moved: filter.status !== "all" && filter.status !== act });
    void changeStatus(targets, act);
  };
  const selected = rows.filter((row) => selection.selected.has(row.shortId));
  const whyNot = whyNotMerge(selected);
  const askToMerge = () => {
    if (whyNot === null) setMerging(true);
    else toast({ message: whyNot, tone: "failed" });
  };
  const merge = (into: string, from: string[]) => {
    dispatch({ type: "clear" });
    dispatch({ type: "gone", ids: new Set(from), moved: true });
    void mergeRows(into, from);
  };
  useListKeys({
    selection,
    dispatch,
    changeView,
    resolve,
    merge: askToMerge,
    act,
    showNew: fresh.length > 0 ? showNew : null,
    retry,
  });

  const isOld = isBehind || isUnread || list.isPlaceholderData || (list.isError && rows.length > 0);
  const isDim = (row: IssueRow) => isOld || (row.status !== "unresolved" && filter.status !== row.status);
  const total = counts?.[filter.status];
  return (
    <>
      <header className="bar">
        <h1 className="hide-m">Issues</h1>
        <span className="sep d-only" />
        <IssueTabs view={view} counts={counts} onPick={(status) => changeView({ status })} />
      </header>
      <FilterBar view={view} filter={filter} report={report} changeView={changeView} />
      {rows.length > 0 && (isBehind || list.isError) ? (
        <StaleBanner
          message={
            list.isError ? "This list could not be loaded. The rows are the last ones" : "Connection lost"
          }
          asOf={asOf}
          onRetry={retry}
        />
      ) : null}
      <div className={classNames("listwrap igrid pane", selection.selected.size > 0 && "selecting")}>
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
                onSelectAll={(all) => dispatch({ type: all ? "all" : "clear" })}
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
      {selection.selected.size > 0 ? (
        <BulkBar
          count={selection.selected.size}
          act={act}
          onAct={resolve}
          onMerge={askToMerge}
          whyNotMerge={whyNot}
          onClear={() => dispatch({ type: "clear" })}
        />
      ) : null}
      <MergeDialog issues={selected} open={merging} onOpenChange={setMerging} onMerge={merge} />
      <StatusBar act={act} total={total} loaded={rows.length} isLive={!isBehind} />
    </>
  );
}

/** Resolving, unless all that is meant is resolved already. */
function actFor(rows: readonly IssueRow[], ids: readonly string[]): "resolved" | "unresolved" {
  const meant = new Set(ids);
  const isOpen =
    ids.length === 0 || rows.some((row) => meant.has(row.shortId) && row.status === "unresolved");
  return isOpen ? "resolved" : "unresolved";
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

"use client";

import dynamic from "next/dynamic";
import { useMemo, useRef, useState } from "react";
import { useHotkeys } from "@/components/layout/use-hotkeys";
import { useShell } from "@/components/layout/shell-context";
import { StaleBanner } from "@/components/layout/stale-banner";
import { usePane } from "@/components/issues/use-pane";
import { classNames } from "@/components/ui/class-names";
import { LoadError } from "@/components/ui/load-error";
import { Switch } from "@/components/ui/switch";
import { EmptyLines, NoProject } from "./empty-lines";
import { FieldsPanel } from "./fields-panel";
import { FilterBar } from "./filter-bar";
import { Histogram } from "./histogram";
import { LinesSkeleton } from "./lines-skeleton";
import { loadLogTools, useLogTools } from "./log-subject";
import { LogLines } from "./log-lines";
import { LogStatusBar } from "./log-status-bar";
import { orMissing } from "./or-missing";
import { ResultHead } from "./result-head";
import { SavedSearches } from "./saved-searches";
import { TailBar } from "./tail/tail-bar";
import { withTail } from "./tail/tail-lines";
import { UnreadNote } from "./unread-note";
import { TailPill } from "./tail/tail-pill";
import { useLiveTail } from "./tail/use-live-tail";
import { useLastGood } from "@/components/layout/use-last-good";
import { useLogAnswers } from "./use-log-answers";
import { useLogTab } from "./use-log-tab";
import { useLogView } from "./use-log-view";
import { columnsOf, type LogViewChange } from "./view";

const FieldsDrawer = dynamic(async () => (await import("./fields-drawer")).FieldsDrawer, { ssr: false });
const PatternsTab = dynamic(() => orMissing(async () => (await import("./patterns-tab")).PatternsTab), {
  ssr: false,
});
const ChartTab = dynamic(() => orMissing(async () => (await import("./chart-tab")).ChartTab), { ssr: false });

/** The logs: a question, how its lines lie in time, how they divide, and the lines. */
export function LogsView() {
  const { view: addressed, question, changeView } = useLogView();
  const tab = useLogTab(addressed, question);
  const view = { ...addressed, tab };
  const { projects } = useShell();
  const isPane = usePane();
  const scroller = useRef<HTMLDivElement>(null);
  const [isWrapped, setWrapped] = useState(false);
  const [hasDrawer, setDrawer] = useState(false);
  const hasProjects = projects.length > 0;
  const columns = useMemo(() => columnsOf({ columns: addressed.columns }), [addressed.columns]);
  const answers = useLogAnswers({ question, tab: view.tab, columns, hasProjects });
  const { list, histogram, facets, pages, report, isUnread } = answers;
  const tools = useLogTools(view.query !== "");
  // What was found last stays while a question cannot be read.
  const found = useLastGood(pages, !isUnread);
  const live = useLiveTail({ question, view, changeView, scroller, isOff: !hasProjects, list });
  const searched = useMemo(() => found?.flatMap((page) => page.lines) ?? [], [found]);
  const { lines: fresh, isCut } = live.tail;
  const lines = useMemo(
    () => (live.isOn ? withTail({ lines: fresh, isCut }, searched) : searched),
    [live.isOn, fresh, isCut, searched],
  );
  const counted = useLastGood(histogram.data, !isUnread);
  const literals = useMemo(() => tools?.listLiterals(view.query) ?? [], [tools, view.query]);
  const retry = () => void Promise.all([list.refetch(), histogram.refetch()]);

  const run = (query: string, more: LogViewChange = {}) => changeView({ query: query || null, ...more });
  const change = (
    how: (loaded: Awaited<ReturnType<typeof loadLogTools>>) => string,
    more?: LogViewChange,
  ) => {
    // The language could not be loaded: the next try loads it again.
    loadLogTools().then(
      (loaded) => run(how(loaded), more),
      () => undefined,
    );
  };
  const acts = {
    columns,
    filter: (key: string, value: string, isNegated: boolean) =>
      change(({ toggleValue }) => toggleValue(view.query, key, value, isNegated)),
    toggleColumn: (key: string) =>
      changeView({
        columns: columns.includes(key) ? columns.filter((one) => one !== key) : [...columns, key],
      }),
  };
  const excluded = new Set(
    (tools?.listValues(view.query) ?? []).flatMap(({ key, value, isNegated }) =>
      key === "level" && isNegated ? [value] : [],
    ),
  );
  useHotkeys([
    { keys: "r", label: "Retry after an error", group: "Lists", run: retry },
    {
      keys: "f",
      label: "Find a field",
      group: "Lists",
      run: () => (isPane ? focusFields() : setDrawer(true)),
    },
    {
      keys: "escape",
      label: "Back to the whole period",
      group: "Lists",
      run: () => (view.from || view.to) && changeView({ from: null, to: null }),
    },
  ]);
  if (!hasProjects) return <NoProject />;
  const isOld = list.isPlaceholderData || isUnread || (list.isError && lines.length > 0);
  return (
    <>
      <header className="bar">
        <h1 className="hide-m">Logs</h1>
        <span className="sep d-only" />
        <SavedSearches view={addressed} changeView={changeView} />
        <Switch checked={live.isLive} onCheckedChange={live.toggle} hotkey="l">
          Live tail
        </Switch>
      </header>
      <FilterBar view={addressed} report={report} changeView={changeView} onAgain={retry} />
      <Histogram
        histogram={counted}
        stretchTotal={list.isPlaceholderData ? undefined : pages?.[0]?.effort.totalLines}
        error={histogram.error}
        isUnread={isUnread}
        excluded={excluded}
        onLevel={(level) => change(({ toggleValue }) => toggleValue(view.query, "level", level, true))}
        onPeriod={(from, to) => changeView({ from, to })}
      />
      {list.isError && lines.length > 0 ? (
        <StaleBanner error={list.error} asOf={list.dataUpdatedAt} onRetry={retry} />
      ) : null}
      <UnreadNote reports={[histogram.data?.query, ...(pages ?? []).map((page) => page.query)]} />
      <div className="lsplit pane">
        {isPane ? (
          <aside className="facets" aria-label="Fields">
            <FieldsPanel question={question} onRun={run} />
          </aside>
        ) : hasDrawer ? (
          <FieldsDrawer question={question} onRun={run} onClose={() => setDrawer(false)} />
        ) : null}
        <section className="lmain" aria-label="Result">
          <ResultHead
            view={view}
            question={question}
            columns={columns}
            names={[...(facets.data?.fields ?? []), ...(facets.data?.others ?? [])].map(({ key }) => key)}
            isUnread={isUnread}
            isWrapped={isWrapped}
            onWrap={() => setWrapped(!isWrapped)}
            onFields={() => setDrawer(true)}
            changeView={changeView}
          />
          {live.isOn ? <TailBar live={live} /> : null}
          <div className="lbox">
            <div
              className={classNames("lscroll", isOld && "is-old")}
              ref={scroller}
              aria-busy={list.isFetching && lines.length === 0}
              onScroll={(event) => live.onScroll(event.currentTarget)}
              onFocus={live.read}
            >
              {view.tab === "patterns" ? (
                <PatternsTab
                  question={question}
                  onTerm={(term) =>
                    change(({ includeTerm }) => includeTerm(view.query, term), { tab: "lines" })
                  }
                />
              ) : view.tab === "chart" ? (
                <ChartTab question={question} onRun={run} />
              ) : lines.length > 0 ? (
                <>
                  <LogLines
                    key={JSON.stringify(question)}
                    lines={lines}
                    columns={columns}
                    literals={literals}
                    isWrapped={isWrapped}
                    scroller={scroller}
                    acts={acts}
                    total={counted?.total}
                    live={live}
                    onNearOldest={() => {
                      if (!isCut && list.hasNextPage && !list.isFetchingNextPage && !isOld)
                        void list.fetchNextPage();
                    }}
                  />
                  {list.isFetchingNextPage && !live.isOn ? (
                    <p className="lmore">Loading older lines…</p>
                  ) : null}
                </>
              ) : list.isError ? (
                <LoadError what="The lines" error={list.error} onRetry={retry} hotkey="r" />
              ) : list.isPending || view.tab === null ? (
                <LinesSkeleton />
              ) : (
                <EmptyLines view={view} isUnread={isUnread} report={report} changeView={changeView} />
              )}
            </div>
            <TailPill count={live.tail.waitingCount} onLetIn={live.resume} />
          </div>
        </section>
      </div>
      <LogStatusBar
        loaded={view.tab === "lines" ? lines.length : null}
        total={counted?.total}
        isLive={live.isOn}
      />
    </>
  );
}

function focusFields(): void {
  document.querySelector<HTMLElement>(".fsearch input")?.focus();
}

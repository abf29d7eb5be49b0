"use client";

import { loadTools } from "@/components/search/load-tools";
import { addressOf, type Tab, targetOf, viewOf } from "@/components/views/tabs";
import { useViews } from "@/components/views/use-views";
import { ViewTabs } from "@/components/views/view-tabs";
import type { QueryReport } from "@/lib/issues/schemas";
import { TabCount } from "./tab-count";
import type { useView } from "./use-view";
import { viewHref } from "./view";

type IssueTabsProps = {
  report: QueryReport | undefined;
  /** The list has come: its tabs may be counted. */
  isReady: boolean;
} & Pick<ReturnType<typeof useView>, "view" | "changeView">;

/** The views of the issue list, with how many issues each holds. */
export function IssueTabs({ view, report, isReady, changeView }: IssueTabsProps) {
  const { tabs, current, namesStatus, isChanged, views } = useViews(view, report);
  const open = async (tab: Tab) => {
    const target = targetOf(tab, view, current);
    // What the query says about the status would win over the tab.
    const isStripped = namesStatus && tab.query === "" && tab.saved === null && target.query !== "";
    const query = isStripped ? (await loadTools()).dropStatus(target.query) : target.query;
    changeView({ ...target, query });
  };
  return (
    <ViewTabs
      subject="issues"
      tabs={tabs}
      current={current}
      isChanged={isChanged}
      views={views}
      address={addressOf(view)}
      hrefOf={(tab) => viewHref(targetOf(tab, view, current))}
      onOpen={(tab) => void open(tab)}
      onOpenSaved={(saved) => changeView({ ...viewOf(saved), trend: view.trend, view: saved.id })}
      onSaved={(id) => changeView({ view: id })}
      renderCount={(tab) => <TabCount target={targetOf(tab, view, current)} isCounted={isReady} />}
    />
  );
}

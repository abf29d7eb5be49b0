"use client";

import { Plus } from "lucide-react";
import dynamic from "next/dynamic";
import { type DragEvent, useState } from "react";
import { useHotkeys } from "@/components/layout/use-hotkeys";
import { IconButton } from "@/components/ui/icon-button";
import { loadTools } from "@/components/search/load-tools";
import { type Tab, targetOf } from "@/components/views/tabs";
import { useViewActs } from "@/components/views/use-view-acts";
import { useViews } from "@/components/views/use-views";
import { ViewTab } from "@/components/views/view-tab";
import type { QueryReport } from "@/lib/issues/schemas";
import type { useView } from "./use-view";

const ViewMenu = dynamic(async () => (await import("@/components/views/view-menu")).ViewMenu, { ssr: false });
const ViewsMenu = dynamic(async () => (await import("@/components/views/views-menu")).ViewsMenu, {
  ssr: false,
});

type IssueTabsProps = {
  report: QueryReport | undefined;
  /** The list has come: its tabs may be counted. */
  isReady: boolean;
} & Pick<ReturnType<typeof useView>, "view" | "changeView">;

/** Tabs as links with their counts; a plain click changes the view without asking the server for a page. */
export function IssueTabs({ view, report, isReady, changeView }: IssueTabsProps) {
  const { tabs, current, namesStatus, isChanged, views } = useViews(view, report);
  const [hasMenu, setHasMenu] = useState(false);
  const [dragged, setDragged] = useState<string | null>(null);
  const { moveTo, pinnedIds } = useViewActs();

  const open = async (tab: Tab) => {
    const target = targetOf(tab, view, current);
    // What the query says about the status would win over the tab.
    const isStripped = namesStatus && tab.query === "" && tab.saved === null && target.query !== "";
    const query = isStripped ? (await loadTools()).dropStatus(target.query) : target.query;
    changeView({ ...target, query });
  };
  useHotkeys(
    tabs.slice(0, 9).map((tab, index) => ({
      keys: String(index + 1),
      label: tab.label,
      group: "Lists" as const,
      run: () => void open(tab),
    })),
  );
  const drag = ({ saved }: Tab) =>
    saved?.isPinned
      ? {
          draggable: true,
          onDragStart: () => setDragged(saved.id),
          onDragEnd: () => setDragged(null),
          onDragOver: (event: DragEvent) => {
            if (dragged !== null && dragged !== saved.id) event.preventDefault();
          },
          onDrop: (event: DragEvent) => {
            event.preventDefault();
            if (dragged !== null) void moveTo(dragged, pinnedIds().indexOf(saved.id));
            setDragged(null);
          },
        }
      : {};
  return (
    <nav className="tabs" aria-label="Views">
      {tabs.map((tab, index) => {
        const isCurrent = tab.id === current?.id;
        return (
          <ViewTab
            key={tab.id}
            tab={tab}
            place={index + 1}
            target={targetOf(tab, view, current)}
            isCurrent={isCurrent}
            isChanged={isCurrent && isChanged}
            isCounted={isReady}
            onOpen={() => void open(tab)}
            {...drag(tab)}
          />
        );
      })}
      {current?.saved ? (
        <ViewMenu
          key={current.id}
          saved={current.saved}
          views={views}
          view={view}
          isChanged={isChanged}
          changeView={changeView}
        />
      ) : null}
      {hasMenu ? (
        <ViewsMenu views={views} view={view} changeView={changeView} />
      ) : (
        <IconButton
          label="Views"
          size="sm"
          icon={<Plus className="i" />}
          aria-haspopup="menu"
          onClick={() => setHasMenu(true)}
        />
      )}
    </nav>
  );
}

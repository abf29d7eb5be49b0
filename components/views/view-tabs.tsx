"use client";

import { Plus } from "lucide-react";
import dynamic from "next/dynamic";
import { type DragEvent, type ReactNode, useState } from "react";
import { useHotkeys } from "@/components/layout/use-hotkeys";
import { IconButton } from "@/components/ui/icon-button";
import type { ViewSubject } from "@/lib/views/constants";
import type { SavedView } from "@/lib/views/schemas";
import { useViewActs } from "./use-view-acts";
import { ViewTab } from "./view-tab";
import { viewWords } from "./words";

const ViewMenu = dynamic(async () => (await import("./view-menu")).ViewMenu, { ssr: false });
const ViewsMenu = dynamic(async () => (await import("./views-menu")).ViewsMenu, { ssr: false });

/** A tab that a list always has, or one of a saved view. */
export type AnyTab = { id: string; label: string; saved: SavedView | null };

type ViewTabsProps<Tab extends AnyTab> = {
  subject: ViewSubject;
  tabs: readonly Tab[];
  /** The tab that the list stands in, and whether it differs from that. */
  current: Tab | null;
  isChanged: boolean;
  /** All that the person sees, tabs or not. */
  views: readonly SavedView[];
  /** The list as it is, in the form in which a view keeps it. */
  address: string;
  hrefOf: (tab: Tab) => string;
  onOpen: (tab: Tab) => void;
  onOpenSaved: (saved: SavedView) => void;
  /** The list was saved under this id. */
  onSaved: (id: string) => void;
  renderCount?: (tab: Tab) => ReactNode;
};

/** Tabs as links; a plain click changes the list without asking the server for a page. */
export function ViewTabs<Tab extends AnyTab>(props: ViewTabsProps<Tab>) {
  const { subject, tabs, current, isChanged, views, address } = props;
  const { hrefOf, onOpen, onOpenSaved, onSaved, renderCount } = props;
  const [hasMenu, setHasMenu] = useState(false);
  const [dragged, setDragged] = useState<string | null>(null);
  const { moveTo, pinnedIds } = useViewActs(subject);
  useHotkeys(
    tabs.slice(0, 9).map((tab, index) => ({
      keys: String(index + 1),
      label: tab.label,
      group: "Lists" as const,
      run: () => onOpen(tab),
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
  const { heading } = viewWords[subject];
  return (
    <nav className="tabs" aria-label={heading}>
      {tabs.map((tab, index) => {
        const isCurrent = tab.id === current?.id;
        return (
          <ViewTab
            key={tab.id}
            tab={tab}
            place={index + 1}
            href={hrefOf(tab)}
            isCurrent={isCurrent}
            isChanged={isCurrent && isChanged}
            count={renderCount?.(tab)}
            onOpen={() => onOpen(tab)}
            {...drag(tab)}
          />
        );
      })}
      {current?.saved ? (
        <ViewMenu
          key={current.id}
          subject={subject}
          saved={current.saved}
          views={views}
          address={address}
          isChanged={isChanged}
          onOpen={onOpenSaved}
        />
      ) : null}
      {hasMenu ? (
        <ViewsMenu subject={subject} views={views} address={address} onOpen={onOpenSaved} onSaved={onSaved} />
      ) : (
        <IconButton
          label={heading}
          size="sm"
          icon={<Plus className="i" />}
          aria-haspopup="menu"
          onClick={() => setHasMenu(true)}
        />
      )}
    </nav>
  );
}

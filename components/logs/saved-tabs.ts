import { createLoader } from "nuqs";
import type { SavedView } from "@/lib/views/schemas";
import { addressOf, type LogView, logAddress, tabAfter } from "./view";

/** A tab of the logs: all lines, or a saved search. */
export type LogViewTab = {
  id: string;
  label: string;
  /** As `addressOf` writes it. */
  address: string;
  saved: SavedView | null;
};

const load = createLoader(logAddress);

/** What everybody's first tab shows. */
const standard = load(new URLSearchParams());

/** The logs as a saved search shows them. */
export function viewOf({ address }: Pick<SavedView, "address">): LogView {
  return load(new URLSearchParams(address));
}

/** All tabs in order: all lines, one's own, and a search that is open without being a tab. */
export function listTabs(views: readonly SavedView[], hint: string | null): LogViewTab[] {
  const shown = views.filter(({ id, isPinned }) => isPinned || id === hint);
  return [
    { id: "all", label: "All lines", address: addressOf(standard), saved: null },
    ...shown.map((saved) => ({
      id: saved.id,
      label: saved.name,
      address: addressOf(viewOf(saved)),
      saved,
    })),
  ];
}

/** The tab that the page stands in: the one it came by, the one that is just like it, else that of all lines. */
export function findCurrent(tabs: readonly LogViewTab[], view: LogView): LogViewTab | null {
  const address = addressOf(view);
  return (
    tabs.find(({ id, saved }) => saved !== null && id === view.view) ??
    tabs.find((tab) => tab.address === address) ??
    tabs.find(({ saved }) => saved === null) ??
    null
  );
}

/**
 * Whether the page differs from the tab that it stands in: from a saved search in anything, from all lines in the query
 * alone, since that goes with whatever projects, period and columns are chosen.
 */
export function isChanged(tab: LogViewTab | null, view: LogView): boolean {
  return tab?.saved ? tab.address !== addressOf(view) : view.query !== "";
}

/** Where a tab leads. A saved search brings all it keeps; all lines keep the scope that somebody chose for no search. */
export function targetOf(tab: LogViewTab, view: LogView, current: LogViewTab | null): LogView {
  if (tab.saved !== null) return { ...viewOf(tab.saved), tab: tabAfter(view), view: tab.id };
  const scope = current?.saved ? standard : view;
  return { ...scope, query: "", tab: tabAfter(view), view: null };
}

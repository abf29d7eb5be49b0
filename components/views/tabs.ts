import { filterOf, loadView, type View } from "@/components/issues/view";
import type { SavedView } from "@/lib/views/schemas";
import { writeAddress } from "@/lib/views/write-address";

/** A tab of the issue list: one that every list has, or a saved view. */
export type Tab = {
  id: string;
  label: string;
  status: View["status"];
  query: string;
  /** As `addressOf` writes it. */
  address: string;
  saved: SavedView | null;
};

/** Whatever the query, a view without one is made of these. */
const standard = loadView({});

/** What the address of a list says, in the form in which views keep it. */
export function addressOf(view: View): string {
  return writeAddress({ ...filterOf(view), sort: view.sort });
}

function builtIn(id: string, label: string, status: View["status"], query = ""): Tab {
  return { id, label, status, query, address: addressOf({ ...standard, status, query }), saved: null };
}

/** The tabs that everybody has. A query that says which status it wants goes with all of them. */
export const builtInTabs: readonly Tab[] = [
  builtIn("unresolved", "Unresolved", "unresolved"),
  builtIn("for-review", "For review", "all", "is:for_review"),
  builtIn("mine", "Assigned to me", "unresolved", "assigned:me"),
  builtIn("resolved", "Resolved", "resolved"),
  builtIn("archived", "Archived", "archived"),
  builtIn("all", "All", "all"),
];

/** The list of a saved view. */
export function viewOf({ address }: Pick<SavedView, "address">): View {
  return loadView(new URLSearchParams(address));
}

function savedTab(saved: SavedView): Tab {
  const view = viewOf(saved);
  return {
    id: saved.id,
    label: saved.name,
    status: view.status,
    query: view.query,
    address: addressOf(view),
    saved,
  };
}

/** All tabs in order: the ones that everybody has, one's own, and a view that is open without being a tab. */
export function listTabs(views: readonly SavedView[], hint: string | null): Tab[] {
  const shown = views.filter(({ id, isPinned }) => isPinned || id === hint);
  return [...builtInTabs, ...shown.map(savedTab)];
}

/** The tab that a list stands in. None when its query says which status it wants, and no tab says the same. */
export function findCurrent(tabs: readonly Tab[], view: View, namesStatus: boolean): Tab | null {
  const plain = namesStatus ? { ...view, status: "all" as const } : view;
  const address = addressOf(plain);
  return (
    tabs.find((tab) => tab.id === view.view) ??
    tabs.find((tab) => tab.address === address) ??
    tabs.find((tab) => tab.query !== "" && tab.saved === null && tab.query === plain.query) ??
    tabs.find(
      (tab) => !namesStatus && tab.query === "" && tab.saved === null && tab.status === view.status,
    ) ??
    null
  );
}

/**
 * Whether a list differs from the tab that it stands in: from a saved view in anything, from the tabs that everybody has in
 * the query alone, since those go with whatever scope is chosen.
 */
export function isChanged(tab: Tab | null, view: View, namesStatus: boolean): boolean {
  if (tab?.saved === null) return tab.query !== view.query;
  return tab?.address !== addressOf(namesStatus ? { ...view, status: "all" } : view);
}

/**
 * Where a tab leads. A saved view brings its whole list. The others keep the scope of the present list, and its query unless
 * that came with the tab that is left.
 */
export function targetOf(tab: Tab, view: View, current: Tab | null): View {
  if (tab.saved !== null) return { ...viewOf(tab.saved), trend: view.trend, view: tab.id };
  const scope = current?.saved ? { ...standard, trend: view.trend } : view;
  const isOwnQuery = current !== null && current.query === view.query;
  const kept = current?.saved || isOwnQuery ? "" : view.query;
  return { ...scope, view: null, q: null, status: tab.status, query: tab.query === "" ? kept : tab.query };
}

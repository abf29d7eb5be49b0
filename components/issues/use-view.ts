"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useSearchParams } from "next/navigation";
import { useCallback, useMemo } from "react";
import { issueListQuery } from "./queries";
import { filterOf, queryOf, type View } from "./view";
import { changedView, loadView, type ViewChange, viewHref } from "./view-address";

/**
 * What the address says, and how to change it without asking the server for a page. A change loads its list anew, while going
 * back shows it as it was left. `replace` keeps the change out of the history. All three are the same until the address changes.
 */
export function useView() {
  const client = useQueryClient();
  const address = useSearchParams();
  const view = useMemo(() => viewOf(address), [address]);
  const filter = useMemo(() => filterOf(view), [view]);
  const changeView = useCallback(
    (change: ViewChange, { replace = false } = {}) => {
      // What the address says by now: one change may follow another before the page is drawn again.
      const next = changedView(viewOf(new URLSearchParams(window.location.search)), change);
      client.removeQueries({
        queryKey: issueListQuery(filterOf(next), next.sort).queryKey,
        type: "inactive",
      });
      if (replace) window.history.replaceState(null, "", viewHref(next));
      else window.history.pushState(null, "", viewHref(next));
    },
    [client],
  );
  return { view, filter, changeView };
}

/** The words of an older link become a query, which takes their place with the next change. */
function viewOf(address: Parameters<typeof loadView>[0]): View {
  const addressed = loadView(address);
  return { ...addressed, query: queryOf(addressed), q: null };
}

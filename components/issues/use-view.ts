"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useQueryStates } from "nuqs";
import { issueListQuery } from "./queries";
import { filterOf, queryOf, type View, viewParsers } from "./view";

type Change = { [Key in keyof View]?: View[Key] | null };

/**
 * What the address says, and how to change it. A change loads its list anew, while going back shows it as it
 * was left. `replace` keeps the change out of the history.
 */
export function useView() {
  const client = useQueryClient();
  const [addressed, setView] = useQueryStates(viewParsers, { history: "push" });
  const view = { ...addressed, query: queryOf(addressed), q: null };
  const filter = filterOf(view);
  const changeView = (change: Change, { replace = false } = {}) => {
    const next = { ...view };
    for (const [key, value] of Object.entries(change)) {
      Object.assign(next, { [key]: value ?? defaultOf(key as keyof View) });
    }
    client.removeQueries({ queryKey: issueListQuery(filterOf(next), next.sort).queryKey, type: "inactive" });
    // A new query takes the place of the words of an older link, too.
    void setView(
      "query" in change ? { ...change, q: null } : change,
      replace ? { history: "replace" } : undefined,
    );
  };
  return { view, filter, changeView };
}

function defaultOf(key: keyof View): unknown {
  const parser: object = viewParsers[key];
  return "defaultValue" in parser ? parser.defaultValue : null;
}

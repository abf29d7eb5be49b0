import { loadTools, useTools } from "./load-tools";
import { searchValuesQuery } from "./queries";
import type { QuerySubject } from "./query-subject";
import { ISSUE_SEARCHES } from "./recent-searches";

/** The issues of all projects. */
export const issueSubject: QuerySubject = {
  label: "Search issues",
  recentAs: ISSUE_SEARCHES,
  loadTools,
  useTools,
  valuesQuery: searchValuesQuery,
};

"use client";

import { createLoader } from "@/components/search/create-loader";
import type { QuerySubject } from "@/components/search/query-subject";
import { logValuesQuery } from "./queries";
import type * as logTools from "./query-tools";

/** The language of log questions; fetched once, when somebody first needs it. */
export const { load: loadLogTools, useTools: useLogTools } = createLoader<typeof logTools>(
  () => import("./query-tools"),
);

/** The lines of all logs. */
export const logSubject: QuerySubject = {
  label: "Search logs",
  isMultiline: true,
  recentAs: "jackdaw.recent-log-searches",
  loadTools: loadLogTools,
  useTools: useLogTools,
  valuesQuery: logValuesQuery,
};

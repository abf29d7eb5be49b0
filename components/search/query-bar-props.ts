import type { Ref } from "react";
import type { QueryReport } from "@/lib/issues/schemas";
import type { QuerySubject } from "./query-subject";

export type QueryBarProps = {
  /** The query that runs. */
  query: string;
  /** What the server made of that query; undefined while it has not answered. */
  report: Pick<QueryReport, "errors" | "unknown"> | undefined;
  /** Slugs of the projects whose values are offered; none is every project. */
  projects: readonly string[];
  /** Runs a query in its canonical form. */
  onRun: (query: string) => void;
  /** Runs the same query once more; nothing happens when absent. */
  onAgain?: () => void;
  /** For a button beside the field. */
  ref?: Ref<QueryBarHandle>;
  /** What is searched, and by which language; the issues when absent. */
  subject?: QuerySubject;
};

export type QueryBarHandle = {
  /** Runs what stands in the field. */
  run: () => void;
};

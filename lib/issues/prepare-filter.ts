import type { Context } from "@/lib/context";
import { readIssueQuery } from "@/lib/search/read-issue-query";
import { buildFilter, type FilterParts } from "./build-filter";
import { findNamedIssue } from "./find-named-issue";
import type { IssueFilter, QueryReport } from "./schemas";

/** A filter that is ready to be asked, and what is to be said about its query. */
export interface PreparedFilter {
  /** As it applies: a query that names a status overrules the filter's own. */
  filter: IssueFilter;
  parts: FilterParts;
  report: QueryReport;
}

/** Reads the query of a filter, looks up the issue that it names when it is one short id, and makes the SQL for all of it. */
export async function prepareFilter(ctx: Context, input: IssueFilter, now: Date): Promise<PreparedFilter> {
  const query = await readIssueQuery(ctx, input.query, input.projects);
  const { ast, report } = query;
  const word = ast.type === "text" && ast.value.kind === "text" ? ast.value.text : null;
  const named = word === null || query.isHopeless ? null : await findNamedIssue(ctx, word);
  const filter: IssueFilter = report.namesStatus ? { ...input, status: "all" } : input;
  return { filter, parts: buildFilter(ctx, filter, now, { query, named }), report };
}

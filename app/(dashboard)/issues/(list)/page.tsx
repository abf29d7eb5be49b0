import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { IssueList } from "@/components/issues/issue-list";
import {
  environmentsQuery,
  issueCountsQuery,
  issueEmptyQuery,
  issueListQuery,
} from "@/components/issues/queries";
import { filterOf, loadView } from "@/components/issues/view";
import { viewsQuery } from "@/components/views/queries";
import { countIssues } from "@/lib/issues/count-issues";
import { explainEmpty } from "@/lib/issues/explain-empty";
import { listEnvironments } from "@/lib/issues/list-environments";
import { listIssues } from "@/lib/issues/list-issues";
import { listIssuesSchema } from "@/lib/issues/schemas";
import { listViews } from "@/lib/views/list-views";
import { requireSession } from "@/app/session";

type SearchParams = Record<string, string | string[] | undefined>;

export const metadata: Metadata = { title: "Issues" };

/**
 * The list arrives with its rows; the browser goes on from there. There is no `loading.tsx` beside: what streams in behind a
 * frame React shows 300 ms after that frame at the earliest, which is longer than the list takes.
 */
export default async function IssuesPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const ctx = await requireSession();
  const view = loadView(await searchParams);
  const filter = filterOf(view);
  const input = listIssuesSchema.parse({ ...filter, sort: view.sort });
  const client = new QueryClient();
  const [page] = await Promise.all([
    client.fetchInfiniteQuery({
      ...issueListQuery(filter, view.sort),
      queryFn: () => listIssues(ctx, input),
    }),
    client.prefetchQuery({
      ...issueCountsQuery(filter),
      queryFn: () => countIssues(ctx, { ...filter, status: "all" }),
    }),
    client.prefetchQuery({ ...viewsQuery("issues"), queryFn: () => listViews(ctx, { subject: "issues" }) }),
    client.prefetchQuery({
      ...environmentsQuery(filter.projects),
      queryFn: () => listEnvironments(ctx, filter.projects),
    }),
  ]);
  if (page.pages[0]?.rows.length === 0) {
    await client.prefetchQuery({ ...issueEmptyQuery(filter), queryFn: () => explainEmpty(ctx, filter) });
  }
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <IssueList />
    </HydrationBoundary>
  );
}

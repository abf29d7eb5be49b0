import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import { notFound, redirect } from "next/navigation";
import { requireSession } from "@/app/session";
import { eventQuery, issueTagsQuery, seriesQuery } from "@/components/events/queries";
import { IssuePage } from "@/components/issue/issue-page";
import { mergedPath } from "@/components/issue/merged-path";
import { issueQuery } from "@/components/issue/queries";
import type { Context } from "@/lib/context";
import { NotFoundError } from "@/lib/errors";
import { issueSeries } from "@/lib/events/issue-series";
import { readEvent } from "@/lib/events/read-event";
import { eventParams, seriesQuery as seriesInput } from "@/lib/events/schemas";
import { tagDistribution } from "@/lib/events/tag-distribution";
import { readIssue } from "@/lib/issues/read-issue";
import type { IssueDetail } from "@/lib/issues/schemas";

export type SearchParams = Record<string, string | string[] | undefined>;

type IssueViewProps = { shortId: string; selector: string; search: SearchParams };

/**
 * The issue page with everything it shows first already read: what the addresses of an issue and of an event share.
 * The address of an issue that was merged leads to the one that it went into.
 */
export async function IssueView({ shortId, selector, search }: IssueViewProps) {
  const ctx = await requireSession();
  const params = eventParams.safeParse({ shortId, eventId: selector });
  if (!params.success) notFound();
  const chosen = seriesInput.safeParse({ window: search.window }).data?.window ?? "14d";
  const client = new QueryClient();
  const issue = await find(ctx, shortId);
  if (!issue) notFound();
  if (issue.shortId !== shortId.toUpperCase()) redirect(mergedPath(issue.shortId, selector, shortId, search));
  client.setQueryData(issueQuery(shortId).queryKey, issue);
  const [mergedFrom] = await Promise.all([
    findSource(ctx, search.merged, issue.shortId),
    client.prefetchQuery({
      ...eventQuery(shortId, selector.toLowerCase()),
      queryFn: () => readEvent(ctx, shortId, params.data.eventId),
    }),
    client.prefetchQuery({
      ...seriesQuery(shortId, chosen),
      queryFn: () => issueSeries(ctx, shortId, chosen),
    }),
    client.prefetchQuery({ ...issueTagsQuery(shortId), queryFn: () => tagDistribution(ctx, shortId) }),
  ]);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <IssuePage shortId={shortId} mergedFrom={mergedFrom} />
    </HydrationBoundary>
  );
}

async function find(ctx: Context, shortId: string): Promise<IssueDetail | undefined> {
  try {
    return await readIssue(ctx, shortId);
  } catch (error) {
    if (error instanceof NotFoundError) return undefined;
    throw error;
  }
}

/** The issue whose old address led here. An address may say anything: it is believed when it is so. */
async function findSource(ctx: Context, named: unknown, shortId: string): Promise<string | undefined> {
  if (typeof named !== "string" || named.toUpperCase() === shortId) return undefined;
  const target = await find(ctx, named.slice(0, 30));
  return target?.shortId === shortId ? named.toUpperCase() : undefined;
}

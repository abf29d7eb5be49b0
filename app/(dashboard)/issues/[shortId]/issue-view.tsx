import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import { notFound } from "next/navigation";
import { requireSession } from "@/app/session";
import { eventQuery, issueTagsQuery, seriesQuery } from "@/components/events/queries";
import { IssuePage } from "@/components/issue/issue-page";
import { issueQuery } from "@/components/issue/queries";
import { NotFoundError } from "@/lib/errors";
import { issueSeries } from "@/lib/events/issue-series";
import { readEvent } from "@/lib/events/read-event";
import { eventParams, seriesQuery as seriesInput } from "@/lib/events/schemas";
import { tagDistribution } from "@/lib/events/tag-distribution";
import { readIssue } from "@/lib/issues/read-issue";

type IssueViewProps = { shortId: string; selector: string; window: unknown };

/** The issue page with everything it shows first already read: what the addresses of an issue and of an event share. */
export async function IssueView({ shortId, selector, window }: IssueViewProps) {
  const ctx = await requireSession();
  const params = eventParams.safeParse({ shortId, eventId: selector });
  if (!params.success) notFound();
  const chosen = seriesInput.safeParse({ window }).data?.window ?? "14d";
  const client = new QueryClient();
  try {
    await client.fetchQuery({ ...issueQuery(shortId), queryFn: () => readIssue(ctx, shortId) });
  } catch (error) {
    if (error instanceof NotFoundError) notFound();
    throw error;
  }
  await Promise.all([
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
      <IssuePage shortId={shortId} />
    </HydrationBoundary>
  );
}

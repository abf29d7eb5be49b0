"use client";

import { usePrefetchQuery, useQuery } from "@tanstack/react-query";
import { usePathname, useRouter } from "next/navigation";
import { useEffect } from "react";
import { EventRegion } from "@/components/events/event-region";
import { selectorOf } from "@/components/events/event-address";
import { GroupingSection } from "@/components/events/grouping-section";
import { eventQuery } from "@/components/events/queries";
import { issueQuery } from "./queries";
import { IssueHeader } from "./issue-header";
import { IssueMissing } from "./issue-missing";
import { IssueRail } from "./issue-rail";
import { IssueSkeleton } from "./issue-skeleton";
import { IssueTitle } from "./issue-title";
import { MergedNotice } from "./merged-notice";
import { mergedPath } from "./merged-path";
import { Occurrences } from "./occurrences";
import { SimilarIssues } from "./similar-issues";
import { StaleBanner } from "./stale-banner";
import { useInView } from "./use-in-view";

/** `mergedFrom`: the issue whose old address led here. */
type IssuePageProps = { shortId: string; mergedFrom?: string | undefined };

/** An issue and one of its events. Which event, and how it is looked at, stands in the address. */
export function IssuePage({ shortId, mergedFrom }: IssuePageProps) {
  const selector = selectorOf(usePathname());
  const issue = useQuery(issueQuery(shortId));
  const event = useQuery(eventQuery(shortId, selector));
  const [titleRef, titleInView] = useInView<HTMLDivElement>();
  useFollowMerge(shortId, selector, issue.data?.shortId);

  if (!issue.data) {
    return issue.error ? (
      <IssueMissing shortId={shortId} error={issue.error} retry={issue.refetch} />
    ) : (
      <IssueSkeleton />
    );
  }
  // A switch that failed shows why; the event before it would be the wrong one.
  const view = event.error && !event.isPlaceholderData ? undefined : event.data;
  return (
    <>
      <IssueHeader issue={issue.data} event={view?.event} showTitle={!titleInView} />
      {issue.error ? <StaleBanner since={issue.dataUpdatedAt} retry={issue.refetch} /> : null}
      {mergedFrom ? <MergedNotice key={mergedFrom} from={mergedFrom} shortId={issue.data.shortId} /> : null}
      <div className="split">
        <div className="col">
          <IssueTitle issue={issue.data} ref={titleRef} />
          <Occurrences issue={issue.data} />
          <EventRegion
            shortId={issue.data.shortId}
            selector={selector}
            view={view}
            error={event.error}
            retry={event.refetch}
            isStale={event.isPlaceholderData}
            eventCount={issue.data.eventCount}
          />
          {view ? (
            <GroupingSection view={view} shortId={issue.data.shortId} projectSlug={issue.data.project.slug} />
          ) : null}
          <SimilarIssues key={issue.data.shortId} issue={issue.data} />
        </div>
        <IssueRail issue={issue.data} grouping={view?.grouping} />
      </div>
      {view?.meta.previousId ? <Prefetch shortId={shortId} eventId={view.meta.previousId} /> : null}
      {view?.meta.nextId ? <Prefetch shortId={shortId} eventId={view.meta.nextId} /> : null}
    </>
  );
}

/** When somebody merges the issue while it is shown, the page goes where it went. */
function useFollowMerge(shortId: string, selector: string, target: string | undefined) {
  const router = useRouter();
  useEffect(() => {
    if (target !== undefined && target !== shortId.toUpperCase()) {
      router.replace(mergedPath(target, selector, shortId, {}));
    }
  }, [router, shortId, selector, target]);
}

/** Neighbours are there before anybody asks for them. */
function Prefetch({ shortId, eventId }: { shortId: string; eventId: string }) {
  usePrefetchQuery(eventQuery(shortId, eventId));
  return null;
}

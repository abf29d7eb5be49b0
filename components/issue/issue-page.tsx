"use client";

import { type UseQueryResult, usePrefetchQuery, useQuery } from "@tanstack/react-query";
import { usePathname, useRouter } from "next/navigation";
import { useEffect } from "react";
import { EventRegion } from "@/components/events/event-region";
import { selectorOf } from "@/components/events/event-address";
import { GroupingSection } from "@/components/events/grouping-section";
import { eventQuery } from "@/components/events/queries";
import { StaleBanner } from "@/components/layout/stale-banner";
import { useHotkeys } from "@/components/layout/use-hotkeys";
import { useActKeys } from "@/components/workflow/use-act-keys";
import { usePanels } from "@/components/workflow/use-panels";
import type { EventView } from "@/lib/events/schemas";
import type { IssueDetail } from "@/lib/issues/schemas";
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
import { useInView } from "./use-in-view";
import { useIssueActs } from "./use-issue-acts";

/** `mergedFrom`: the issue whose old address led here. */
type IssuePageProps = { shortId: string; mergedFrom?: string | undefined };

/** An issue and one of its events. Which event, and how it is looked at, stands in the address. */
export function IssuePage({ shortId, mergedFrom }: IssuePageProps) {
  const selector = selectorOf(usePathname());
  const issue = useQuery(issueQuery(shortId));
  const event = useQuery(eventQuery(shortId, selector));
  useFollowMerge(shortId, selector, issue.data?.shortId);

  if (!issue.data) {
    return issue.error ? (
      <IssueMissing shortId={shortId} error={issue.error} retry={issue.refetch} />
    ) : (
      <IssueSkeleton />
    );
  }
  return (
    <Shown
      issue={issue.data}
      error={issue.error}
      staleSince={issue.error ? issue.dataUpdatedAt : null}
      retry={issue.refetch}
      event={event}
      selector={selector}
      mergedFrom={mergedFrom}
    />
  );
}

type ShownProps = {
  issue: IssueDetail;
  /** Why it could not be read again. */
  error: Error | null;
  /** When it was read, in milliseconds, if it could not be read again. */
  staleSince: number | null;
  retry: () => unknown;
  event: UseQueryResult<EventView>;
  selector: string;
  mergedFrom: string | undefined;
};

function Shown({ issue, error, staleSince, retry, event, selector, mergedFrom }: ShownProps) {
  const [titleRef, titleInView] = useInView<HTMLDivElement>();
  const { act, subject, toggle } = useIssueActs(issue);
  const panels = usePanels(subject, () => document.querySelector(".asg-h"));
  useActKeys({ subject, toggle, open: panels.open });
  useHotkeys([{ keys: "r", label: "Retry", group: "Issue", run: () => void retry() }], staleSince !== null);
  const { shortId } = issue;
  // A switch that failed shows why; the event before it would be the wrong one.
  const view = event.error && !event.isPlaceholderData ? undefined : event.data;
  return (
    <>
      <IssueHeader
        issue={issue}
        event={view?.event}
        showTitle={!titleInView}
        subject={subject}
        act={act}
        opened={panels.opened}
        onOpen={panels.open}
      />
      {staleSince === null ? null : <StaleBanner error={error} asOf={staleSince} onRetry={retry} />}
      {mergedFrom ? <MergedNotice key={mergedFrom} from={mergedFrom} shortId={shortId} /> : null}
      <div className="split">
        <div className="col">
          <IssueTitle issue={issue} ref={titleRef} />
          <Occurrences issue={issue} />
          <EventRegion
            shortId={shortId}
            selector={selector}
            view={view}
            error={event.error}
            retry={event.refetch}
            isStale={event.isPlaceholderData}
            eventCount={issue.eventCount}
          />
          {view ? <GroupingSection view={view} shortId={shortId} projectSlug={issue.project.slug} /> : null}
          <SimilarIssues key={shortId} issue={issue} />
        </div>
        <IssueRail
          issue={issue}
          grouping={view?.grouping}
          opened={panels.opened}
          onOpen={subject ? panels.open : undefined}
        />
      </div>
      {panels.element}
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

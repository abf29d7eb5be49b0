"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { CircleDot } from "lucide-react";
import { useShell } from "@/components/layout/shell-context";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { TimeAgo } from "@/components/ui/time-ago";
import { peopleQuery } from "@/components/workflow/queries";
import type { IssueDetail } from "@/lib/issues/schemas";
import { Entry } from "./activity-entry";
import { CommentBox } from "./comment-box";
import { nameOfMention } from "./names";
import { activityQuery } from "./queries";
import { useComments } from "./use-comments";

/** What was done to an issue and said about it, newest first, and the place to say more. */
export function ActivitySection({ issue }: { issue: IssueDetail }) {
  const { shortId } = issue;
  const { user, canWork } = useShell();
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(
    activityQuery(shortId),
  );
  const entries = data?.pages.flatMap((page) => page.entries) ?? [];
  const hasMentions = entries.some(({ entry }) => entry.kind === "commented" && entry.text.includes("@"));
  const people = useQuery({ ...peopleQuery, enabled: hasMentions }).data;
  const { add, edit, remove } = useComments(shortId);
  return (
    <section aria-labelledby="activity-h">
      <h2 id="activity-h">Activity</h2>
      {canWork ? <CommentBox label="Comment" sendLabel="Comment" onSend={(text) => void add(text)} /> : null}
      {data ? (
        <ol className="act">
          {entries.map((activity) => {
            // One that is on its way has no id yet.
            const isOwn = canWork && activity.actor?.id === user.id && activity.id > 0;
            return (
              <Entry
                key={activity.id}
                activity={activity}
                nameOf={(mention) => nameOfMention(people, mention)}
                onEdit={isOwn ? (text) => void edit(activity.id, text) : undefined}
                onRemove={isOwn ? () => void remove(activity.id) : undefined}
              />
            );
          })}
          {hasNextPage ? null : <FirstSeen issue={issue} />}
        </ol>
      ) : error ? (
        <Unread error={error} retry={refetch} />
      ) : (
        <Waiting />
      )}
      {hasNextPage ? (
        <Button variant="ghost" size="sm" busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          Show older
        </Button>
      ) : null}
    </section>
  );
}

function FirstSeen({ issue }: { issue: IssueDetail }) {
  return (
    <li>
      <span className="ac-i">
        <CircleDot className="i" />
      </span>
      <div className="ac-t">
        First seen
        {issue.firstRelease ? (
          <>
            {" in "}
            <b>{issue.firstRelease}</b>
          </>
        ) : null}
        <TimeAgo at={issue.firstSeen} sentence />
      </div>
    </li>
  );
}

/** As high as the field and two entries. */
export function Waiting() {
  return (
    <div className="act-w late" role="status" aria-busy="true" aria-label="Loading the activity">
      <Skeleton width="80%" />
      <Skeleton width="60%" />
    </div>
  );
}

function Unread({ error, retry }: { error: Error; retry: () => unknown }) {
  return (
    <div role="alert">
      <p className="help">{error.message}</p>
      <Button size="sm" onClick={() => void retry()}>
        Retry
      </Button>
    </div>
  );
}

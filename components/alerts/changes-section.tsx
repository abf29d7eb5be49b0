"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { channelsQuery } from "@/components/channels/queries";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { TimeAgo } from "@/components/ui/time-ago";
import { peopleQuery } from "@/components/workflow/queries";
import { describeChange, type NameOf } from "./describe-change";
import { changesQuery } from "./queries";

/** Who changed a rule, and what, the newest first. */
export function ChangesSection({ ruleId, now }: { ruleId: string; now: number }) {
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(
    changesQuery(ruleId),
  );
  const people = useQuery(peopleQuery).data;
  const channels = useQuery(channelsQuery).data;
  const nameOf: NameOf = ({ type, id }) => {
    const all = type === "channel" ? channels : type === "team" ? people?.teams : people?.members;
    return all?.find((one) => one.id === id)?.name ?? null;
  };
  const changes = data?.pages.flatMap((page) => page.changes) ?? [];
  return (
    <section aria-labelledby="changes-h">
      <h2 id="changes-h">Changes</h2>
      {data ? (
        <ol className="act">
          {changes.map((change) => {
            const by = change.by?.name ?? "Somebody who left";
            return (
              <li key={change.id}>
                <span className="ac-i">
                  <Avatar size="sm" name={by} />
                </span>
                <div className="ac-t">
                  <b>{by}</b> {describeChange(change, nameOf, now)}
                  <TimeAgo at={change.at} sentence />
                </div>
              </li>
            );
          })}
        </ol>
      ) : error ? (
        <div role="alert">
          <p className="help">{error.message}</p>
          <Button size="sm" onClick={() => void refetch()}>
            Retry
          </Button>
        </div>
      ) : (
        <div role="status" aria-busy="true" aria-label="Loading the changes">
          <Skeleton width="80%" />
          <Skeleton width="60%" />
        </div>
      )}
      {hasNextPage ? (
        <Button variant="ghost" size="sm" busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          Show older
        </Button>
      ) : null}
    </section>
  );
}

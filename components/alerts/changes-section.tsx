"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { channelsQuery } from "@/components/channels/queries";
import { Avatar } from "@/components/ui/avatar";
import { TimeAgo } from "@/components/ui/time-ago";
import { peopleQuery } from "@/components/workflow/queries";
import { describeChange, type NameOf } from "./describe-change";
import { HistorySection } from "./history-section";
import { changesQuery } from "./queries";

/** Who changed a rule, and what, the newest first. */
export function ChangesSection({ ruleId, now }: { ruleId: string; now: number }) {
  const history = useInfiniteQuery(changesQuery(ruleId));
  const people = useQuery(peopleQuery).data;
  const channels = useQuery(channelsQuery).data;
  const nameOf: NameOf = ({ type, id }) => {
    const all = type === "channel" ? channels : type === "team" ? people?.teams : people?.members;
    return all?.find((one) => one.id === id)?.name ?? null;
  };
  const changes = history.data?.pages.flatMap((page) => page.changes) ?? [];
  return (
    <HistorySection title="Changes" history={history}>
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
    </HistorySection>
  );
}

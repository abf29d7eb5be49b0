"use client";

import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { Send } from "lucide-react";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { TimeAgo } from "@/components/ui/time-ago";
import type { KeyRow } from "@/lib/projects/schemas";
import { ArrivalRail } from "./arrival-rail";
import { issuesLink, projectLinks } from "./links";
import { connectionQuery, sendSampleEvent } from "./queries";
import { RoleNote } from "./role-note";
import { useMay } from "./use-may";

type ConnectionRailProps = { slug: string; platform: string; activeKey?: KeyRow };

/** Whether anything arrives yet; turns by itself when the first event does. */
export function ConnectionRail({ slug, platform, activeKey }: ConnectionRailProps) {
  const { data, isError } = useSuspenseQuery(connectionQuery(slug));
  const { firstEvent, refused } = data;
  const { manage } = useMay();
  return (
    <ArrivalRail
      noun="event"
      arrived={firstEvent && "Events arrive"}
      stored={
        firstEvent && (
          <>
            First event stored, <TimeAgo at={firstEvent.at} sentence />:{" "}
            <Link className="link" href={projectLinks.event(firstEvent.shortId, firstEvent.eventId)}>
              {firstEvent.shortId}
            </Link>
          </>
        )
      }
      isError={isError}
      activeKey={activeKey}
      refused={refused}
      nexts={[
        { href: issuesLink(slug), label: "Read the issues", help: "events of the same cause, grouped" },
        {
          href: projectLinks.overview(slug),
          label: "Look at the overview",
          help: "what is new, what came back, who is affected",
        },
      ]}
    >
      {manage ? (
        <SampleEvent slug={slug} platform={platform} disabled={!activeKey} />
      ) : (
        <RoleNote needs="manage" act="send a sample event" />
      )}
    </ArrivalRail>
  );
}

/** Sends an event of the chosen platform through the real door, and says where it went. */
function SampleEvent({ slug, platform, disabled }: { slug: string; platform: string; disabled: boolean }) {
  const client = useQueryClient();
  const { mutate, data, error, isPending } = useMutation({
    mutationFn: () => sendSampleEvent(slug, platform),
    onSuccess: () => client.invalidateQueries({ queryKey: ["projects", slug] }),
  });
  return (
    <>
      <Button
        className="btn-wide"
        icon={<Send className="i" />}
        busy={isPending}
        disabled={disabled}
        onClick={() => mutate()}
      >
        Send a sample event
      </Button>
      <div role="status">
        {error ? <p className="help err">{error.message}</p> : null}
        {data && !error ? (
          <p className="help">
            Sample event stored
            {data.shortId ? (
              <>
                {" as "}
                <Link className="link" href={projectLinks.event(data.shortId, data.eventId)}>
                  {data.shortId}
                </Link>
              </>
            ) : (
              ". Its issue appears in a moment"
            )}
            .
          </p>
        ) : null}
      </div>
    </>
  );
}

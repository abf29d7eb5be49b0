"use client";

import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { Send } from "lucide-react";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { TimeAgo } from "@/components/ui/time-ago";
import type { KeyRow } from "@/lib/projects/schemas";
import { CheckItem } from "./check-item";
import { ElapsedTime } from "./elapsed-time";
import { issuesLink, projectLinks } from "./links";
import { connectionQuery, sendSampleEvent } from "./queries";
import { RefusedRequests } from "./refused-requests";
import { RoleNote } from "./role-note";
import { useMay } from "./use-may";

type ConnectionRailProps = { slug: string; platform: string; activeKey?: KeyRow };

/** Whether anything arrives yet; turns by itself when the first event does. */
export function ConnectionRail({ slug, platform, activeKey }: ConnectionRailProps) {
  const { data, isError } = useSuspenseQuery(connectionQuery(slug));
  const { firstEvent, refused } = data;
  const { manage } = useMay();
  return (
    <aside className="rail" aria-label="Connection status">
      <section className="wait">
        <div role="status" aria-live="polite">
          {firstEvent ? (
            <p className="row">
              <span className="st-dot ok" />
              <b>Events arrive</b>
            </p>
          ) : (
            <>
              <p className="row">
                <span className="st-dot live pulse" />
                <b>Waiting for the first event</b>
                <span className="grow" />
                <ElapsedTime />
              </p>
              {activeKey ? (
                <p className="mut small wait-key">
                  on key {activeKey.name}, made <TimeAgo at={activeKey.createdAt} sentence />
                </p>
              ) : null}
            </>
          )}
        </div>
        <ul className="checks">
          {isError ? (
            <CheckItem state="bad">The server does not answer. Trying again by itself.</CheckItem>
          ) : (
            <CheckItem state="ok">Server reachable from this browser</CheckItem>
          )}
          {activeKey ? (
            <CheckItem state="ok">Key is active</CheckItem>
          ) : (
            <CheckItem state="bad">No key of this project works</CheckItem>
          )}
          <RefusedRequests refused={refused} />
          {firstEvent ? (
            <CheckItem state="ok">
              First event stored, <TimeAgo at={firstEvent.at} sentence />:{" "}
              <Link className="link" href={projectLinks.event(firstEvent.shortId, firstEvent.eventId)}>
                {firstEvent.shortId}
              </Link>
            </CheckItem>
          ) : (
            <CheckItem state="todo">First event stored</CheckItem>
          )}
        </ul>
        {manage ? (
          <SampleEvent slug={slug} platform={platform} disabled={!activeKey} />
        ) : (
          <RoleNote needs="manage" act="send a sample event" />
        )}
      </section>
      <section>
        <h2>Then</h2>
        <ul className="nexts">
          <li>
            <Link className="link" href={issuesLink(slug)}>
              Read the issues
            </Link>
            <span className="mut">events of the same cause, grouped</span>
          </li>
          <li>
            <Link className="link" href={projectLinks.overview(slug)}>
              Look at the overview
            </Link>
            <span className="mut">what is new, what came back, who is affected</span>
          </li>
        </ul>
      </section>
    </aside>
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

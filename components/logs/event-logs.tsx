"use client";

import { useQuery } from "@tanstack/react-query";
import { ArrowUpRight } from "lucide-react";
import { Section } from "@/components/events/section";
import { logSetupLink } from "@/components/projects/links";
import { Button, ButtonLink } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { formatExact } from "@/lib/format/format-count";
import type { EventLogs as Answer } from "@/lib/logs/issues/schemas";
import type { Event } from "@/lib/protocol/event";
import { EventLine } from "./event-line";
import { EventMoment } from "./event-moment";
import { PatternNote } from "./pattern-note";
import { eventLogsQuery } from "./queries";
import { logsHref } from "./view";

/** The lines of an event's trace, or of its host at that time, with the moment of the event among them. */
export function EventLogs({ event, shortId }: { event: Event; shortId: string }) {
  const { data, error, isFetching, refetch } = useQuery(eventLogsQuery(shortId, event.event_id));
  const again = (
    <Button size="sm" variant="ghost" busy={isFetching} onClick={() => void refetch()}>
      {error ? "Retry" : "Search again"}
    </Button>
  );
  if (!data)
    return (
      <Section id="logs" title="Logs" tools={error ? again : undefined}>
        {error ? (
          <p className="sec" role="alert">
            The log lines of this event could not be loaded. {error.message}
          </p>
        ) : (
          <div role="status" aria-busy="true" aria-label="Searching the log lines of this event">
            <Skeleton width="70%" />
          </div>
        )}
      </Section>
    );
  if (data.lines.length === 0)
    return (
      <Section id="logs" title="Logs" tools={data.by === null ? undefined : again}>
        <PatternNote event={event} />
        <NoLines answer={data} />
      </Section>
    );
  return (
    <Section
      id="logs"
      title={titleOf(data)}
      count={countOf(data)}
      tools={
        <ButtonLink
          size="sm"
          variant="ghost"
          href={logsHref({ query: data.query, ...data.range })}
          title={`${data.query}, five minutes around the event`.slice(0, 200)}
        >
          Open in Logs
          <ArrowUpRight className="i" />
        </ButtonLink>
      }
    >
      <PatternNote event={event} />
      {data.missed ? (
        <p className="mut small elg-n">
          No line has the trace {data.missed.value.slice(0, 8)}; these were written by the same host.
        </p>
      ) : null}
      <Lines answer={data} event={event} />
    </Section>
  );
}

function titleOf({ by }: Answer): string {
  return by?.kind === "host" ? `Logs of ${by.value.slice(0, 60)}` : "Logs in this trace";
}

function countOf({ total, lines, services }: Answer): string {
  const all = `${formatExact(total)} ${total === 1 ? "line" : "lines"}`;
  const shown = total > lines.length ? `${lines.length} of ${all}` : all;
  return services > 1 ? `${shown}, ${formatExact(services)} services` : shown;
}

/** Oldest first, as the breadcrumbs above. */
function Lines({ answer: { lines, at }, event }: { answer: Answer; event: Event }) {
  // Times have nine digits each, so their texts are in order of time.
  const place = lines.findIndex(({ time }) => time > at);
  const before = place < 0 ? lines : lines.slice(0, place);
  // An event of a pattern is one of the lines.
  const own = event.contexts?.["log_line"]?.["id"];
  const isLine = lines.some(({ id }) => id === own);
  return (
    <ol className="elg-l">
      {before.map((line) => (
        <EventLine key={line.id} line={line} isEvent={line.id === own} />
      ))}
      {isLine ? null : <EventMoment event={event} at={at} />}
      {lines.slice(before.length).map((line) => (
        <EventLine key={line.id} line={line} isEvent={line.id === own} />
      ))}
    </ol>
  );
}

/** Why there is nothing: no logs at all, nothing to look for, or nothing found, and then what was looked for. */
function NoLines({ answer: { hasLogs, project, by, missed } }: { answer: Answer }) {
  if (!hasLogs)
    return (
      <p className="sec">
        No log line was received yet. Send the logs of your servers here, and those of a request stand beside
        its errors. <a href={logSetupLink(project)}>Send logs</a>
      </p>
    );
  if (by === null)
    return (
      <p className="sec">
        This event names neither a trace nor a host, so its log lines cannot be told from others.
      </p>
    );
  const trace = missed ?? (by.kind === "trace" ? by : null);
  const host = by.kind === "host" ? by : null;
  return (
    <p className="sec">
      No log line in any project that you see
      {trace ? (
        <>
          {" "}
          has the trace <code>{trace.value}</code> within five minutes of the event
        </>
      ) : null}
      {trace && host ? ", and none" : null}
      {host ? (
        <>
          {" "}
          was written by the host <code>{host.value}</code> within 30 seconds of it
        </>
      ) : null}
      .
    </p>
  );
}

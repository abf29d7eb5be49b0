"use client";

import dynamic from "next/dynamic";
import { useSeen } from "@/components/issue/use-seen";
import { Skeleton } from "@/components/ui/skeleton";
import type { Event } from "@/lib/protocol/event";
import { Section } from "./section";

const LogsPanel = dynamic(async () => (await import("@/components/logs/event-logs")).EventLogs, {
  ssr: false,
  loading: () => <Waiting />,
});

/** The log lines of an event. Asked for when somebody comes near. */
export function LogsSection({ event, shortId }: { event: Event; shortId: string }) {
  const [ref, isSeen] = useSeen<HTMLDivElement>();
  return (
    <div ref={ref} className="elg">
      {isSeen ? <LogsPanel key={event.event_id} event={event} shortId={shortId} /> : <Waiting />}
    </div>
  );
}

function Waiting() {
  return (
    <Section id="logs" title="Logs">
      <Skeleton width="70%" />
    </Section>
  );
}

"use client";

import { ChevronDown } from "lucide-react";
import { useState } from "react";
import { Chip } from "@/components/ui/chip";
import { printedStack } from "@/lib/events/text/stack-text";
import type { Event, Thread } from "@/lib/protocol/event";
import { countFrames } from "./fold-frames";
import { FrameList } from "./frame-list";
import { Section } from "./section";
import { useIssueView } from "./view-state";

/** The threads of the process, the one that crashed first. All are closed: the exception has its own stack. */
export function ThreadsSection({ event }: { event: Event }) {
  const threads = (event.threads?.values ?? []).toSorted((a, b) => rank(b) - rank(a));
  return (
    <Section id="threads" title="Threads" count={threads.length}>
      {threads.map((thread, index) => (
        <ThreadCard
          key={`${event.event_id} ${index}`}
          thread={thread}
          platform={event.platform}
          startOpen={index === 0 && !event.exception && !event.stacktrace}
        />
      ))}
    </Section>
  );
}

function ThreadCard({
  thread,
  platform,
  startOpen,
}: {
  thread: Thread;
  platform: string;
  startOpen: boolean;
}) {
  const [open, setOpen] = useState(startOpen);
  const [{ frames: mode, order }] = useIssueView();
  const { stacktrace } = thread;
  const { all } = countFrames(stacktrace ? [stacktrace] : []);
  return (
    <details className="exc" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <div className="ex-t">
          <h3>
            {thread.name ?? `Thread ${thread.id ?? ""}`}{" "}
            {thread.crashed ? <Chip tone="error">Crashed</Chip> : null}
            {thread.current ? <Chip tone="line">Current</Chip> : null}
          </h3>
        </div>
        <span className="mech">{[thread.state, framesText(all)].filter(Boolean).join(", ")}</span>
        <ChevronDown className="i ex-c" />
      </summary>
      {open && stacktrace ? (
        <div className="frames">
          {mode === "raw" ? (
            <pre className="raw" tabIndex={0} role="region" aria-label="Raw stack trace">
              {printedStack(stacktrace, platform)}
            </pre>
          ) : (
            <FrameList
              stack={stacktrace}
              platform={platform}
              view={{ onlyInApp: mode === "app", newestFirst: order === "newest" }}
            />
          )}
        </div>
      ) : null}
    </details>
  );
}

function framesText(count: number): string {
  if (count === 0) return "no stack trace";
  return count === 1 ? "1 frame" : `${count} frames`;
}

function rank({ crashed, current, main }: Thread): number {
  return (crashed ? 4 : 0) + (current ? 2 : 0) + (main ? 1 : 0);
}

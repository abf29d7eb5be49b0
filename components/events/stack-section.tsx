"use client";

import { useHotkeys } from "@/components/layout/use-hotkeys";
import { copyText, CopyButton } from "@/components/ui/copy-button";
import { Segmented } from "@/components/ui/segmented";
import { Select } from "@/components/ui/select";
import { toast } from "@/components/ui/toast";
import { printedStack, stackText } from "@/lib/events/text/stack-text";
import type { Event } from "@/lib/protocol/event";
import { ExceptionCard } from "./exception-card";
import { countFrames } from "./fold-frames";
import { FrameList } from "./frame-list";
import { Section } from "./section";
import { type FrameOrder, frameModes, useIssueView } from "./view-state";

/** Exceptions and their stacks, newest cause first; or the bare stack that came with a message. */
export function StackSection({ event }: { event: Event }) {
  const [{ frames: mode, order }, setView] = useIssueView();
  const exceptions = (event.exception?.values ?? []).toReversed();
  const stacks = [...exceptions.map((exception) => exception.stacktrace), event.stacktrace].filter(
    (stack) => stack !== undefined,
  );
  const counts = countFrames(stacks);
  const view = { onlyInApp: mode === "app", newestFirst: order === "newest" };

  useHotkeys([
    {
      keys: "f",
      label: "In-app, all or raw frames",
      group: "Event",
      run: () => void setView({ frames: frameModes[(frameModes.indexOf(mode) + 1) % frameModes.length] }),
    },
    {
      keys: "c",
      label: "Copy stack trace",
      group: "Event",
      run: () =>
        void copyText(stackText(event)).then((done) => done && toast({ message: "Copied the stack trace" })),
    },
  ]);

  return (
    <Section
      id="stack"
      title="Stack trace"
      tools={
        <>
          <Segmented
            label="Frames"
            value={mode}
            onValueChange={(frames) => void setView({ frames })}
            options={[
              { value: "app", label: "In-app", count: counts.inApp },
              { value: "all", label: "All", count: counts.all },
              { value: "raw", label: "Raw" },
            ]}
          />
          <Select
            label="Order of frames"
            className="btn-ghost d-only"
            value={order}
            onValueChange={(chosen) => void setView({ order: chosen as FrameOrder })}
            options={[
              { value: "newest", label: "Newest first" },
              { value: "oldest", label: "Oldest first" },
            ]}
          />
          <CopyButton
            iconOnly
            variant="ghost"
            keys="c"
            label="Copy stack trace"
            text={() => stackText(event)}
          />
        </>
      }
    >
      {exceptions.map((exception, index) => (
        <ExceptionCard
          key={`${event.event_id} ${index}`}
          exception={exception}
          number={index + 1}
          platform={event.platform}
          view={view}
          raw={mode === "raw"}
        />
      ))}
      {exceptions.length === 0 && event.stacktrace ? (
        <div className="exc" key={event.event_id}>
          {mode === "raw" ? (
            <pre className="raw" tabIndex={0} role="region" aria-label="Raw stack trace">
              {printedStack(event.stacktrace, event.platform)}
            </pre>
          ) : (
            <FrameList stack={event.stacktrace} platform={event.platform} view={view} />
          )}
        </div>
      ) : null}
    </Section>
  );
}

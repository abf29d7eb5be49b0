"use client";

import { useQueryClient } from "@tanstack/react-query";
import { ArrowDown, ChevronFirst, ChevronLast, ChevronLeft, ChevronRight, Table2 } from "lucide-react";
import Link from "next/link";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { useHotkeys } from "@/components/layout/use-hotkeys";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Select } from "@/components/ui/select";
import { showCurrent } from "@/components/ui/show-current";
import { Tooltip } from "@/components/ui/tooltip";
import { type EventView, eventSelectors } from "@/lib/events/schemas";
import { formatCount } from "@/lib/format/format-count";
import { AllEventsDialog } from "./all-events-dialog";
import { eventsPath } from "./event-address";
import { EventLink, showEvent } from "./event-link";
import { eventKeys } from "./queries";
import { useCurrentSection } from "./use-current-section";

export type SectionLink = { id: string; label: string };

type EventBarProps = {
  shortId: string;
  selector: string;
  /** Absent while no event could be read. */
  meta: EventView["meta"] | undefined;
  /** Events that arrived since this one was read. */
  newer: number;
  sections: readonly SectionLink[];
};

const NAMES: Record<string, string> = { recommended: "Recommended", latest: "Latest", oldest: "Oldest" };
const ALL = "all";

/** Which event is shown, the way to the others, and the way around this one. Stays in sight. */
export function EventBar({ shortId, selector, meta, newer, sections }: EventBarProps) {
  const [listOpen, setListOpen] = useState(false);
  const client = useQueryClient();
  const current = useCurrentSection(sections.map(({ id }) => id));
  const strip = useRef<HTMLElement>(null);
  const isChosen = !Object.hasOwn(NAMES, selector);

  useEffect(() => {
    if (current) showCurrent(strip.current);
  }, [current]);

  function showLatest() {
    void client.invalidateQueries({ queryKey: eventKeys.one(shortId, "latest") });
    showEvent(shortId, "latest");
  }

  useHotkeys([
    {
      keys: "[",
      label: "Older event",
      group: "Event",
      run: () => meta?.previousId && showEvent(shortId, meta.previousId),
    },
    {
      keys: "]",
      label: "Newer event",
      group: "Event",
      run: () => meta?.nextId && showEvent(shortId, meta.nextId),
    },
    ...sections.map(({ id, label }, index) => ({
      keys: String(index + 1),
      label: `To ${label.toLowerCase()}`,
      group: "Event" as const,
      run: () => document.getElementById(id)?.scrollIntoView(),
    })),
  ]);

  return (
    <div className="evnav" role="group" aria-label="Event">
      <div className="btn-group">
        <Step
          {...{ shortId }}
          to={notSelf(meta?.firstId, meta)}
          label="Oldest event"
          end="This is the oldest event"
          icon={<ChevronFirst className="i" />}
        />
        <Step
          {...{ shortId }}
          to={meta?.previousId}
          label="Older event"
          keys="["
          end="There is no older event"
          icon={<ChevronLeft className="i" />}
        />
        <Step
          {...{ shortId }}
          to={meta?.nextId}
          label="Newer event"
          keys="]"
          end="There is no newer event"
          icon={<ChevronRight className="i" />}
        />
        <Step
          {...{ shortId }}
          to={notSelf(meta?.lastId, meta)}
          label="Newest event"
          end="This is the newest event"
          icon={<ChevronLast className="i" />}
        />
      </div>
      <Select
        label="Which event"
        value={selector}
        onValueChange={(chosen) => (chosen === ALL ? setListOpen(true) : showEvent(shortId, chosen))}
        options={[
          ...(isChosen ? [{ value: selector, label: "This event" }] : []),
          ...eventSelectors.map((value) => ({ value, label: NAMES[value] ?? value })),
          { value: ALL, label: "All events…" },
        ]}
      />
      <Tooltip text="All events as a table">
        <Link
          className="btn btn-icon"
          href={eventsPath(shortId)}
          prefetch={false}
          aria-label="All events as a table"
        >
          <Table2 className="i" />
        </Link>
      </Tooltip>
      <AllEventsDialog shortId={shortId} shownId={meta?.id} open={listOpen} onOpenChange={setListOpen} />
      {meta ? (
        <span className="evid row">
          <b>Event</b> <code title={meta.id}>{meta.id.slice(0, 8)}</code>
          <CopyButton iconOnly variant="ghost" size="sm" label="Copy event ID" text={meta.id} />
        </span>
      ) : null}
      {newer > 0 ? (
        <Button variant="ghost" size="sm" icon={<ArrowDown className="i t-accent" />} onClick={showLatest}>
          {formatCount(newer)} newer
        </Button>
      ) : null}
      <span className="grow" />
      <nav ref={strip} className="tabs evtabs" aria-label="On this page">
        {sections.map(({ id, label }) => (
          <a key={id} href={`#${id}`} aria-current={id === current ? "true" : undefined}>
            {label}
          </a>
        ))}
      </nav>
    </div>
  );
}

function notSelf(id: string | undefined, meta: EventView["meta"] | undefined): string | null {
  return id === undefined || id === meta?.id ? null : id;
}

type StepProps = {
  shortId: string;
  to: string | null | undefined;
  label: string;
  /** Why it leads nowhere. */
  end: string;
  keys?: string;
  icon: ReactNode;
};

function Step({ shortId, to, label, end, keys, icon }: StepProps) {
  if (!to) {
    return (
      <Tooltip text={end}>
        <span className="btn btn-icon" role="link" aria-disabled="true" aria-label={label} tabIndex={0}>
          {icon}
        </span>
      </Tooltip>
    );
  }
  return (
    <Tooltip text={label} keys={keys}>
      <EventLink
        shortId={shortId}
        selector={to}
        className="btn btn-icon"
        aria-label={label}
        aria-keyshortcuts={keys}
      >
        {icon}
      </EventLink>
    </Tooltip>
  );
}

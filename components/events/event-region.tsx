"use client";

import { classNames } from "@/components/ui/class-names";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import type { EventView } from "@/lib/events/schemas";
import { EventBar } from "./event-bar";
import { EventFacts } from "./event-facts";
import { EventLink } from "./event-link";
import { EventSections, sectionLinks } from "./event-sections";
import { EventSkeleton } from "./event-skeleton";

type EventRegionProps = {
  shortId: string;
  selector: string;
  view: EventView | undefined;
  error: Error | null;
  retry: () => unknown;
  /** The event before the one that was asked for is still shown. */
  isStale: boolean;
  eventCount: number;
};

/** The event bar and the event below it; only this region changes when another event is chosen. */
export function EventRegion(props: EventRegionProps) {
  const { shortId, selector, view, error, retry, isStale, eventCount } = props;
  return (
    <>
      <EventBar
        shortId={shortId}
        selector={selector}
        meta={view?.meta}
        newer={view && !isStale ? eventCount - view.meta.total : 0}
        sections={view ? sectionLinks(view.event) : []}
      />
      {view ? (
        <div className={classNames("ev", isStale && "stale")} aria-busy={isStale}>
          <EventFacts event={view.event} />
          <EventSections event={view.event} shortId={shortId} eventCount={eventCount} />
        </div>
      ) : error ? (
        <EmptyState
          title="This event is not here"
          actions={
            <>
              {selector === "latest" ? null : (
                <EventLink shortId={shortId} selector="latest" className="btn">
                  Latest event
                </EventLink>
              )}
              <Button variant="ghost" onClick={() => void retry()}>
                Retry
              </Button>
            </>
          }
        >
          <p>{error.message}</p>
        </EmptyState>
      ) : (
        <EventSkeleton />
      )}
    </>
  );
}

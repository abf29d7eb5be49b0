"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { LevelMark } from "@/components/ui/level-mark";
import { Skeleton } from "@/components/ui/skeleton";
import type { EventRow } from "@/lib/events/schemas";
import { EventLink } from "./event-link";
import { EventTime } from "./event-time";
import { eventListQuery } from "./queries";

type AllEventsProps = {
  shortId: string;
  shownId: string | undefined;
  /** Only events that this hash grouped. */
  hash?: string | undefined;
  open: boolean;
  onOpenChange: (open: boolean) => void;
};

/** Every stored event of the issue, newest first, to choose one. */
export function AllEventsDialog({ shortId, shownId, hash, open, onOpenChange }: AllEventsProps) {
  const title = `Events of ${shortId.toUpperCase()}${hash ? " with one hash" : ""}`;
  return (
    <Dialog
      title={title}
      description={hash ? <code className="hash-all">{hash}</code> : undefined}
      open={open}
      onOpenChange={onOpenChange}
    >
      {open ? (
        <EventRows shortId={shortId} shownId={shownId} hash={hash} onChoose={() => onOpenChange(false)} />
      ) : null}
    </Dialog>
  );
}

type EventRowsProps = {
  shortId: string;
  shownId: string | undefined;
  hash: string | undefined;
  onChoose: () => void;
};

function EventRows({ shortId, shownId, hash, onChoose }: EventRowsProps) {
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    eventListQuery(shortId, hash),
  );
  if (error && !data) {
    return (
      <div role="alert">
        <p className="sec">{error.message}</p>
        <Button onClick={() => void refetch()}>Retry</Button>
      </div>
    );
  }
  if (!data) return <RowSkeleton />;
  const rows = data.pages.flatMap((page) => page.rows);
  return (
    <>
      <ul className="evl">
        {rows.map((row) => (
          <li key={row.id}>
            <EventLink
              shortId={shortId}
              selector={row.id}
              aria-current={row.id === shownId ? "true" : undefined}
              onShow={onChoose}
            >
              <LevelMark level={row.level} />
              <EventTime at={row.occurredAt} />
              <code>{row.id.slice(0, 8)}</code>
              <span className="mut trunc">{describe(row)}</span>
            </EventLink>
          </li>
        ))}
      </ul>
      {rows.length === 0 ? (
        <p className="sec">
          {hash
            ? "No stored event of this issue was grouped by this hash."
            : "No event of this issue is stored any more. Its counts are kept."}
        </p>
      ) : null}
      {hasNextPage ? (
        <Button busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          Show older
        </Button>
      ) : null}
    </>
  );
}

function describe({ release, environment, user }: EventRow): string {
  return [release, environment, user].filter(Boolean).join(" · ");
}

function RowSkeleton() {
  return (
    <div className="evl" role="status" aria-label="Loading events" aria-busy="true">
      {["62%", "48%", "74%", "55%", "66%"].map((width) => (
        <div className="evl-s" key={width}>
          <Skeleton width={width} />
        </div>
      ))}
    </div>
  );
}

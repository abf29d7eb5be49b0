"use client";

import { Check, Minus } from "lucide-react";
import { useState } from "react";
import { EventTime } from "@/components/events/event-time";
import { GroupingText } from "@/components/events/grouping-text";
import { useIssueView } from "@/components/events/view-state";
import { Button } from "@/components/ui/button";
import { TimeAgo } from "@/components/ui/time-ago";
import type { EventView } from "@/lib/events/schemas";
import type { IssueDetail } from "@/lib/issues/schemas";
import { IssueHashes } from "./issue-hashes";
import { SuggestionCard } from "./suggestion-card";

const FIRST_REASONS = 12;

/** Beside the event: since when, and why these events are one issue. */
export function IssueRail({
  issue,
  grouping,
}: {
  issue: IssueDetail;
  grouping: EventView["grouping"] | undefined;
}) {
  return (
    <aside className="rail" aria-label="Issue details">
      <section>
        <dl className="props">
          <Seen label="First seen" at={issue.firstSeen} release={issue.firstRelease} />
          <Seen label="Last seen" at={issue.lastSeen} release={issue.lastRelease} />
          {issue.resolvedAt ? (
            <div>
              <dt>Resolved</dt>
              <dd>
                <TimeAgo at={issue.resolvedAt} sentence />
                {issue.resolvedBy?.name ? <span className="mut"> by {issue.resolvedBy.name}</span> : null}
              </dd>
            </div>
          ) : null}
        </dl>
      </section>
      {grouping ? <Why grouping={grouping} shortId={issue.shortId} /> : null}
      {/* Comes late, and last: nothing that somebody reads moves. */}
      <SuggestionCard key={issue.shortId} issue={issue} />
    </aside>
  );
}

function Seen({ label, at, release }: { label: string; at: string; release: string | null }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        <EventTime at={at} />
        {release ? (
          <span className="mut trunc" title={release}>
            {release}
          </span>
        ) : null}
      </dd>
    </div>
  );
}

function Why({ grouping, shortId }: { grouping: EventView["grouping"]; shortId: string }) {
  const [all, setAll] = useState(false);
  const [, setView] = useIssueView();
  const { summary, items } = grouping.explanation;
  // One more row is no longer than the button that would hide it.
  const shown = all || items.length <= FIRST_REASONS + 1 ? items : items.slice(0, FIRST_REASONS);
  return (
    <section>
      <h2>Why these are one issue</h2>
      <p className="sec small">{summary}</p>
      <ol className="why">
        {shown.map(({ text, where, counts, hint }, index) => (
          <li key={`${index} ${text}`} className={counts ? undefined : "off"} title={hint ?? text}>
            {counts ? <Check className="i" /> : <Minus className="i" />}
            <code>
              <GroupingText text={text} />
            </code>
            {where ? <span className="mut trunc">{where}</span> : null}
          </li>
        ))}
      </ol>
      {shown.length < items.length ? (
        <Button variant="ghost" size="sm" onClick={() => setAll(true)}>
          Show {items.length - shown.length} more
        </Button>
      ) : null}
      <p className="why-d small">
        <a
          className="link"
          // Leads there before the page listens, too.
          href="?grouping=true#grouping"
          onClick={(event) => {
            if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
            event.preventDefault();
            void setView({ grouping: true });
            document.getElementById("grouping")?.scrollIntoView();
          }}
        >
          Every part that was compared
        </a>
      </p>
      <IssueHashes shortId={shortId} ownHash={grouping.hash} />
    </section>
  );
}

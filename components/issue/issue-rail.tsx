"use client";

import { Check, Minus, Plus } from "lucide-react";
import dynamic from "next/dynamic";
import { type ReactNode, useState } from "react";
import { EventTime } from "@/components/events/event-time";
import { GroupingText } from "@/components/events/grouping-text";
import { useIssueView } from "@/components/events/view-state";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { TimeAgo } from "@/components/ui/time-ago";
import { PriorityMark } from "@/components/workflow/priority-mark";
import type { Panel } from "@/components/workflow/subject";
import { describeResolution, describeUntil, priorityWords } from "@/components/workflow/words";
import type { EventView } from "@/lib/events/schemas";
import type { IssueDetail } from "@/lib/issues/schemas";
import { IssueHashes } from "./issue-hashes";
import { SuggestionCard } from "./suggestion-card";

const FIRST_REASONS = 12;

const ActivitySection = dynamic(
  async () => (await import("@/components/activity/activity-section")).ActivitySection,
  { ssr: false, loading: ActivityWaiting },
);

const SeenIn = dynamic(async () => (await import("@/components/releases/seen-in")).SeenIn, { ssr: false });

const SuggestedOwners = dynamic(
  async () => (await import("@/components/ownership/suggested-owners")).SuggestedOwners,
  { ssr: false },
);

type IssueRailProps = {
  issue: IssueDetail;
  grouping: EventView["grouping"] | undefined;
  opened: Panel | null;
  /** Undefined for those who only look. */
  onOpen: ((panel: Panel, anchor: Element) => void) | undefined;
};

/** Beside the event: whose it is, since when, why these events are one issue, and what was done about it. */
export function IssueRail({ issue, grouping, opened, onOpen }: IssueRailProps) {
  return (
    <aside className="rail" aria-label="Issue details">
      <section>
        <dl className="props">
          <Property label="Assignee" panel="assign" opened={opened} onOpen={onOpen}>
            <Assignee assignee={issue.assignee} canAssign={onOpen !== undefined} />
          </Property>
          <Property label="Priority" panel="priority" opened={opened} onOpen={onOpen}>
            <PriorityMark priority={issue.priority} decorative />
            {priorityWords[issue.priority]}
          </Property>
          <Seen label="First seen" at={issue.firstSeen} release={issue.firstRelease} />
          <Seen label="Last seen" at={issue.lastSeen} release={issue.lastRelease} />
          {issue.resolvedAt ? (
            <div>
              <dt>Resolved</dt>
              <dd>
                <TimeAgo at={issue.resolvedAt} sentence />
                {issue.resolvedBy?.name ? <span className="mut">by {issue.resolvedBy.name}</span> : null}
                {issue.resolution ? (
                  <span className="mut">{describeResolution(issue.resolution)}</span>
                ) : null}
              </dd>
            </div>
          ) : null}
          {issue.archiveUntil ? (
            <div>
              <dt>Archived</dt>
              <dd>{describeUntil(issue.archiveUntil)}</dd>
            </div>
          ) : null}
        </dl>
      </section>
      {grouping ? <Why grouping={grouping} shortId={issue.shortId} /> : null}
      <SeenIn key={`releases ${issue.shortId}`} shortId={issue.shortId} />
      {onOpen ? (
        <SuggestedOwners key={`owners ${issue.shortId}`} shortId={issue.shortId} assignee={issue.assignee} />
      ) : null}
      <ActivitySection key={`activity ${issue.shortId}`} issue={issue} />
      {/* Comes late, and last: nothing that somebody reads moves. */}
      <SuggestionCard key={issue.shortId} issue={issue} />
    </aside>
  );
}

type PropertyProps = { label: string; panel: Panel; children: ReactNode } & Pick<
  IssueRailProps,
  "opened" | "onOpen"
>;

/** A property that a click changes. */
function Property({ label, panel, opened, onOpen, children }: PropertyProps) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        {onOpen ? (
          <button
            type="button"
            className="pbtn"
            aria-haspopup="dialog"
            aria-expanded={opened === panel}
            onClick={(event) => onOpen(panel, event.currentTarget)}
          >
            {children}
          </button>
        ) : (
          <span className="row">{children}</span>
        )}
      </dd>
    </div>
  );
}

function Assignee({ assignee, canAssign }: { assignee: IssueDetail["assignee"]; canAssign: boolean }) {
  if (!assignee) {
    return (
      <>
        <span className="av av-sm av-none show">{canAssign ? <Plus className="i" /> : null}</span>
        <span className="mut">Nobody</span>
      </>
    );
  }
  const name = assignee.name ?? "Somebody who left";
  return (
    <>
      <Avatar size="sm" name={name} team={assignee.type === "team"} />
      <span className="trunc">{name}</span>
    </>
  );
}

function ActivityWaiting() {
  return (
    <section>
      <h2>Activity</h2>
      <div className="act-w late" role="status" aria-busy="true" aria-label="Loading the activity">
        <Skeleton width="80%" />
        <Skeleton width="60%" />
      </div>
    </section>
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

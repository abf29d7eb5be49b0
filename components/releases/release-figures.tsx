import Link from "next/link";
import type { ReactNode } from "react";
import { projectLinks } from "@/components/projects/links";
import { Count } from "@/components/ui/number";
import { TimeAgo } from "@/components/ui/time-ago";
import { formatPercent } from "@/lib/format/format-percent";
import type { ReleaseDetail, ReleaseEvent } from "@/lib/releases/schemas";

/** What is known of a release in six figures. */
export function ReleaseFigures({ release }: { release: ReleaseDetail }) {
  return (
    <dl className="ov-st">
      <Figure name="Adoption 24h" note="of events that name a release">
        <span className="num">{formatPercent(release.adoption)}</span>
      </Figure>
      <Figure name="Events" note={release.commitCount > 0 ? `${release.commitCount} commits` : undefined}>
        <Count value={release.eventCount} noun="events" />
      </Figure>
      <Figure name="Issues" note={`${release.newIssues} new`}>
        <Count value={release.issueCount} noun="issues" />
      </Figure>
      <Figure name="Regressed">
        <Count value={release.regressedIssues} noun="regressed issues" />
      </Figure>
      <Figure name="First event" note={<EventAnchor event={release.firstEvent} />}>
        <TimeAgo at={release.firstSeen} className="rl-t" />
      </Figure>
      <Figure name="Last event" note={<EventAnchor event={release.lastEvent} />}>
        {release.lastSeen ? <TimeAgo at={release.lastSeen} className="rl-t" /> : "–"}
      </Figure>
    </dl>
  );
}

function Figure({ name, note, children }: { name: string; note?: ReactNode; children: ReactNode }) {
  return (
    <div className="ov-s">
      <dt>{name}</dt>
      <dd>
        {children}
        {note ? <div className="d">{note}</div> : null}
      </dd>
    </div>
  );
}

function EventAnchor({ event }: { event: ReleaseEvent | null }) {
  if (event === null) return null;
  return (
    <Link className="link" href={projectLinks.event(event.shortId, event.eventId)}>
      {event.shortId}
    </Link>
  );
}

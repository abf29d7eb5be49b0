import type { RefObject } from "react";
import { Chip } from "@/components/ui/chip";
import { LevelMark } from "@/components/ui/level-mark";
import { TimeAgo } from "@/components/ui/time-ago";
import { StateChip } from "@/components/workflow/state-chip";
import { formatExact } from "@/lib/format/format-count";
import { logPlatform } from "@/lib/issues/constants";
import type { IssueDetail } from "@/lib/issues/schemas";
import { FoldedText } from "./folded-text";

/** What broke, how bad, how often, since when. */
export function IssueTitle({ issue, ref }: { issue: IssueDetail; ref: RefObject<HTMLDivElement | null> }) {
  const { level, type, message, culprit } = issue;
  return (
    <div className="ititle" ref={ref}>
      <div className="it-l">
        <div className="row chips">
          <LevelMark level={level} decorative />
          <span className={`t-${level} med`}>{level.charAt(0).toUpperCase() + level.slice(1)}</span>
          <StateChip issue={issue} />
          {issue.platform === logPlatform ? <Chip tone="line">Log pattern</Chip> : null}
          {issue.isUnhandled ? <Chip tone="line">Unhandled</Chip> : null}
        </div>
        <h1>{type}</h1>
        {message ? <FoldedText className="it-msg" text={message} /> : null}
        {culprit ? (
          <p className="it-cul">
            <Culprit issue={issue} />
          </p>
        ) : null}
      </div>
      <dl className="stats">
        <div>
          <dt>Events</dt>
          <dd className="num">{formatExact(issue.eventCount)}</dd>
        </div>
        <div>
          <dt>Users</dt>
          {/* Events that name no user say nothing about how many there were. */}
          <dd className="num">{formatExact(issue.userCount || null)}</dd>
        </div>
        <div>
          <dt>Last seen</dt>
          <dd>
            <TimeAgo at={issue.lastSeen} />
          </dd>
        </div>
        <div>
          <dt>First seen</dt>
          <dd>
            <TimeAgo at={issue.firstSeen} />
          </dd>
        </div>
      </dl>
    </div>
  );
}

/** The function and its file as code; a transaction or a page as it was named. */
function Culprit({ issue: { culprit, function: name, location } }: { issue: IssueDetail }) {
  if (name === null || location === null || culprit !== `${name} in ${location}`)
    return <code>{culprit}</code>;
  return (
    <>
      <code>{name}</code> <span className="mut">in</span> <code>{location}</code>
    </>
  );
}

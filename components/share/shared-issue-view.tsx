import { EventTime } from "@/components/events/event-time";
import { LevelMark } from "@/components/ui/level-mark";
import { formatExact } from "@/lib/format/format-count";
import type { SharedException, SharedFrame, SharedIssue } from "@/lib/issues/share/schemas";

/** What people without an account see of an issue. Nothing here leads anywhere. */
export function SharedIssueView({ issue }: { issue: SharedIssue }) {
  return (
    <main className="shr">
      <header>
        <p className="mut">{issue.shortId}</p>
        <h1>
          <LevelMark level={issue.level} /> {issue.type}
        </h1>
        <p className="it-msg">{issue.message}</p>
        {issue.culprit ? <p className="it-cul">{issue.culprit}</p> : null}
      </header>
      <dl className="facts">
        <Fact name="Level">{issue.level}</Fact>
        <Fact name="Events">{formatExact(issue.eventCount)}</Fact>
        <Fact name="Users">{formatExact(issue.userCount)}</Fact>
        <Fact name="First seen">
          <EventTime at={issue.firstSeen} />
        </Fact>
        <Fact name="Last seen">
          <EventTime at={issue.lastSeen} />
        </Fact>
      </dl>
      {issue.exceptions.length === 0 ? (
        <p className="sec">No stack trace of this issue is stored.</p>
      ) : (
        issue.exceptions.map((exception, index) => <Thrown key={index} exception={exception} />)
      )}
      <footer className="mut small">Shared from Jackdaw. Whoever shared it can take this link back.</footer>
    </main>
  );
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Thrown({ exception: { type, value, frames, omitted } }: { exception: SharedException }) {
  return (
    <section>
      <h2>{type || "Stack trace"}</h2>
      {value ? <p className="sec shr-v">{value}</p> : null}
      {frames.length === 0 ? (
        <p className="mut">Without stack frames</p>
      ) : (
        <ol className="shr-f">
          {frames.map((frame, index) => (
            <Frame key={index} frame={frame} />
          ))}
        </ol>
      )}
      {omitted > 0 ? <p className="mut small">and {formatExact(omitted)} more frames</p> : null}
    </section>
  );
}

function Frame({ frame }: { frame: SharedFrame }) {
  const { file, line, isInApp } = frame;
  return (
    <li className={isInApp ? undefined : "mut"}>
      <code>{frame.function ?? "<anonymous>"}</code>
      {file ? (
        <code className="sec">
          {file}
          {line === null ? "" : `:${line}`}
        </code>
      ) : null}
    </li>
  );
}

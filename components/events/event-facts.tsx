import { eventFacts, type Fact } from "@/lib/events/text/event-facts";
import type { Event } from "@/lib/protocol/event";
import { EventTime } from "./event-time";

const SKEW_MS = 60_000;
const ID_SHOWN = 8;

/** What people copy into a ticket, in one row. A clock that was far off shows both times. */
export function EventFacts({ event }: { event: Event }) {
  const skew = Math.abs(Date.parse(event.received) - Date.parse(event.timestamp));
  return (
    <dl className="facts">
      {eventFacts(event).map((fact) => (
        <div key={fact.label}>
          <dt>{fact.label}</dt>
          <dd className={fact.mono ? "mono" : undefined}>
            <FactValue fact={fact} />
          </dd>
        </div>
      ))}
      {skew > SKEW_MS ? (
        <div>
          <dt>Received</dt>
          <dd>
            <EventTime at={event.received} />
          </dd>
        </div>
      ) : null}
    </dl>
  );
}

function FactValue({ fact: { label, text } }: { fact: Fact }) {
  if (label === "Time") return <EventTime at={text} />;
  if (label === "Trace") return <span title={text}>{text.slice(0, ID_SHOWN)}</span>;
  const shown = label === "URL" && URL.canParse(text) ? new URL(text).pathname : text;
  return (
    <span className="fact" title={text}>
      {shown}
    </span>
  );
}

import type { Event } from "@/lib/protocol/event";

/** Where among the lines the event happened. */
export function EventMoment({ event, at }: { event: Event; at: string }) {
  const thrown = event.exception?.values.at(-1);
  const text = thrown
    ? [thrown.type, thrown.value].filter(Boolean).join(": ")
    : (event.logentry?.formatted ?? "");
  return (
    <li className="elg-r now" aria-current="true">
      <time className="mono" dateTime={at} title={at}>
        {at.slice(11, 23)}
      </time>
      <span className={`elg-w t-${event.level}`}>EVENT</span>
      <span className="elg-s trunc">This event</span>
      <code className="elg-m" title={text.slice(0, 500)}>
        {text.slice(0, 500)}
      </code>
    </li>
  );
}

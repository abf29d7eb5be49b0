import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { projectLinks } from "@/components/projects/links";
import { formatExact } from "@/lib/format/format-count";
import type { PreviewResult, RulePreview } from "@/lib/projects/grouping/schemas";

/** What each rule matched, with some of its events. */
export function PreviewRules({ rules }: { rules: PreviewResult["rules"] }) {
  const { fingerprint, stackTrace } = rules;
  if (fingerprint.length + stackTrace.length === 0) {
    return <p className="sec">No rules: events are grouped by what they have in common, as built in.</p>;
  }
  return (
    <>
      <RuleList title="Fingerprint rules" rules={fingerprint} />
      <RuleList title="Stack-trace rules" rules={stackTrace} />
    </>
  );
}

function RuleList({ title, rules }: { title: string; rules: readonly RulePreview[] }) {
  if (rules.length === 0) return null;
  return (
    <div>
      <h3>{title}</h3>
      <ul className="ru-rl">
        {rules.map((rule) => (
          <li key={rule.line}>{rule.examples.length > 0 ? <Matched rule={rule} /> : <Line rule={rule} />}</li>
        ))}
      </ul>
    </div>
  );
}

function Matched({ rule }: { rule: RulePreview }) {
  return (
    <details>
      <summary>
        <Line rule={rule} isOpenable />
      </summary>
      <ul className="ru-evs">
        {rule.examples.map(({ shortId, eventId, title }) => (
          <li key={eventId}>
            <Link className="link" href={projectLinks.event(shortId, eventId)}>
              {shortId}
            </Link>
            <span className="trunc sec" title={title}>
              {title}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}

function Line({ rule: { line, text, events }, isOpenable }: { rule: RulePreview; isOpenable?: boolean }) {
  return (
    <span className="ru-r">
      {isOpenable ? <ChevronRight className="chev" aria-hidden /> : <span className="chev" />}
      <span className="mut num">{line}</span>
      <code className="trunc" title={text}>
        {text}
      </code>
      <span className={events === 0 ? "mut nowrap" : "num nowrap"}>
        {events === 1 ? "1 event" : `${formatExact(events)} events`}
      </span>
    </span>
  );
}

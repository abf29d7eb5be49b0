import { sourceLines } from "@/lib/events/text/source-lines";
import type { Frame, Template } from "@/lib/protocol/event";

const LINE_MAX = 1000;

/** The source around a line, with the failing one marked; nothing when the SDK sent none. */
export function SourceBlock({ frame }: { frame: Frame | Template }) {
  const lines = sourceLines(frame);
  if (lines.length === 0) return null;
  const label = frame.lineno === undefined ? "Source" : `Source around line ${frame.lineno}`;
  return (
    // Focusable, so that the keyboard can scroll it sideways.
    <pre className="src" tabIndex={0} role="region" aria-label={label}>
      {lines.map(({ number, text, isFailing }, index) => (
        <span
          key={`${index} ${number}`}
          className={isFailing ? "ln hl" : "ln"}
          aria-current={isFailing ? "true" : undefined}
        >
          <i>{number}</i>
          <span>{text.length > LINE_MAX ? `${text.slice(0, LINE_MAX).toWellFormed()}…` : text || " "}</span>
        </span>
      ))}
    </pre>
  );
}

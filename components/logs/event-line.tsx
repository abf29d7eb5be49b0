"use client";

import dynamic from "next/dynamic";
import { useId, useState } from "react";
import { classNames } from "@/components/ui/class-names";
import type { LogRow } from "@/lib/logs/schemas";
import { faceOf } from "./level-word";
import { Message } from "./message";

const LineDetails = dynamic(async () => (await import("./line-details")).LineDetails, { ssr: false });

/** A line beside an event, or the very line that the event is. A click shows all of it and what stands around it. */
export function EventLine({ line, isEvent = false }: { line: LogRow; isEvent?: boolean }) {
  const [isOpen, setOpen] = useState(false);
  const details = useId();
  const { tone, word } = faceOf(line);
  const origin = line.service || line.host;
  return (
    <li aria-current={isEvent ? "true" : undefined}>
      <button
        type="button"
        className={classNames("elg-r", isOpen && "open", isEvent && "now")}
        aria-expanded={isOpen}
        aria-controls={isOpen ? details : undefined}
        onClick={() => {
          // Whoever selects text does not want to open anything.
          if (window.getSelection()?.isCollapsed !== false) setOpen(!isOpen);
        }}
      >
        <time className="mono" dateTime={line.time} title={line.time}>
          {line.time.slice(11, 23)}
        </time>
        <span className={`elg-w t-${tone}`}>{word}</span>
        <span className="elg-s trunc" title={origin}>
          {origin}
        </span>
        <code className="elg-m" title={isOpen ? undefined : line.message.slice(0, 500)}>
          <Message text={line.message} literals={[]} />
        </code>
      </button>
      {isOpen ? (
        <div className="elg-x" id={details}>
          <LineDetails line={line} literals={[]} acts={null} startsWithContext={false} />
        </div>
      ) : null}
    </li>
  );
}

"use client";

import { type MouseEvent, type PointerEvent, useState } from "react";

/** What the tooltip says about a bucket: when, how many, and what that is made of. */
export type BucketText = { when: string; value: string; parts?: readonly string[] };

type BucketCursorProps = {
  /** How many buckets lie side by side. */
  count: number;
  describe: (index: number) => BucketText;
  /** Takes a stretch of buckets, both included: by dragging, a double click, or shift with the arrow keys and Enter. */
  onBrush?: (first: number, last: number) => void;
};

/** A crosshair with a tooltip over a time chart, led by the pointer or the arrow keys. */
export function BucketCursor({ count, describe, onBrush }: BucketCursorProps) {
  const [index, setIndex] = useState<number>();
  /** Where a stretch began that is not taken yet. */
  const [start, setStart] = useState<number>();
  if (count === 0) return null;
  const last = count - 1;
  const shown = index === undefined ? undefined : Math.min(index, last);
  const text = describe(shown ?? last);
  const moves: Record<string, number> = {
    ArrowLeft: (shown ?? count) - 1,
    ArrowRight: (shown ?? -1) + 1,
    Home: 0,
    End: last,
  };
  const brushed = start === undefined || shown === undefined ? null : [start, shown].sort((a, b) => a - b);
  const [first = 0, end = 0] = brushed ?? [];
  const indexAt = (event: PointerEvent<HTMLElement> | MouseEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    return Math.min(last, Math.max(0, Math.floor(((event.clientX - box.left) / box.width) * count)));
  };
  return (
    <>
      {brushed ? (
        <i
          className="brush"
          style={{ left: `${(first / count) * 100}%`, width: `${((end + 1 - first) / count) * 100}%` }}
        >
          <span className="num">
            {end + 1 - first > 1
              ? `${describe(first).when.split(" to ")[0]} to ${describe(end).when.split(" to ").at(-1)}`
              : text.when}
          </span>
        </i>
      ) : null}
      {shown === undefined ? null : (
        <i
          className={shown * 2 > last ? "tipc l" : "tipc"}
          style={{ left: `${((shown + 0.5) / count) * 100}%` }}
        >
          <div>
            <span className="mut">{text.when}</span>
            <br />
            <b className="num">{text.value}</b>
            {text.parts?.map((part) => (
              <span key={part} className="tipc-p num">
                {part}
              </span>
            ))}
          </div>
        </i>
      )}
      <div
        className="plot-cursor"
        role="slider"
        tabIndex={0}
        aria-label="Values over time"
        aria-valuemin={0}
        aria-valuemax={last}
        aria-valuenow={shown ?? last}
        aria-valuetext={[text.when, text.value, ...(text.parts ?? [])].join(", ")}
        // The text names local times.
        suppressHydrationWarning
        onPointerMove={(event) => setIndex(indexAt(event))}
        onPointerDown={(event) => {
          if (!onBrush || event.button !== 0 || event.pointerType === "touch") return;
          event.currentTarget.setPointerCapture(event.pointerId);
          setIndex(indexAt(event));
          setStart(indexAt(event));
        }}
        onPointerUp={(event) => {
          const to = indexAt(event);
          setStart(undefined);
          if (start !== undefined && start !== to) onBrush?.(Math.min(start, to), Math.max(start, to));
        }}
        onDoubleClick={(event) => onBrush?.(indexAt(event), indexAt(event))}
        onPointerLeave={() => {
          if (start === undefined) setIndex(undefined);
        }}
        onBlur={() => {
          setIndex(undefined);
          setStart(undefined);
        }}
        onKeyDown={(event) => {
          const target = moves[event.key];
          if (event.key === "Escape") {
            setIndex(undefined);
            setStart(undefined);
          }
          if (event.key === "Enter" && onBrush && shown !== undefined) {
            event.preventDefault();
            setStart(undefined);
            onBrush(brushed ? first : shown, brushed ? end : shown);
          }
          if (target === undefined) return;
          event.preventDefault();
          if (onBrush) setStart(event.shiftKey ? (start ?? shown ?? last) : undefined);
          setIndex(Math.min(last, Math.max(0, target)));
        }}
      />
    </>
  );
}

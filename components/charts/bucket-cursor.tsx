"use client";

import { useState } from "react";

/** What the tooltip says about a bucket: when, how many, and what that is made of. */
export type BucketText = { when: string; value: string; parts?: readonly string[] };

type BucketCursorProps = {
  /** How many buckets lie side by side. */
  count: number;
  describe: (index: number) => BucketText;
};

/** A crosshair with a tooltip over a time chart, led by the pointer or the arrow keys. */
export function BucketCursor({ count, describe }: BucketCursorProps) {
  const [index, setIndex] = useState<number>();
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
  return (
    <>
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
        onPointerMove={(event) => {
          const box = event.currentTarget.getBoundingClientRect();
          const share = (event.clientX - box.left) / box.width;
          setIndex(Math.min(last, Math.max(0, Math.floor(share * count))));
        }}
        onPointerLeave={() => setIndex(undefined)}
        onBlur={() => setIndex(undefined)}
        onKeyDown={(event) => {
          const target = moves[event.key];
          if (event.key === "Escape") setIndex(undefined);
          if (target === undefined) return;
          event.preventDefault();
          setIndex(Math.min(last, Math.max(0, target)));
        }}
      />
    </>
  );
}

"use client";

import { Pause, Play } from "lucide-react";
import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { formatCount, formatExact } from "@/lib/format/format-count";
import type { TailState } from "./open-tail";
import { keptLines, rateOf, type TailLines } from "./tail-lines";
import type { LiveTail } from "./use-live-tail";

const WORDS = {
  connecting: "Connecting",
  live: "Live",
  lost: "Waiting for the database",
  waiting: "Connection lost, trying again",
  ended: "Not live",
} as const satisfies Record<TailState["kind"], string>;

/** How the tail stands and how fast lines come, with the ways to hold and to end it. Only what stands is said aloud. */
export function TailBar({ live }: { live: LiveTail }) {
  const { state, tail, pause, resume, retry, toggle } = live;
  const isHeld = live.hold !== null;
  const rate = useRate(tail);
  const isLive = state.kind === "live";
  return (
    <div className="bnr bnr-n bnr-1 ltail">
      <span
        className={classNames(
          "st-dot",
          isLive ? "live" : state.kind === "ended" ? "bad" : "warn",
          isLive && !isHeld && "pulse",
        )}
      />
      <b role="status">{isLive && isHeld ? "Paused" : WORDS[state.kind]}</b>
      {state.kind === "ended" ? (
        <span className="sec">{state.message}</span>
      ) : (
        <span className="sec num">
          {isLive ? <span className="ltail-r">{formatRate(rate)}</span> : null}
          {tail.left > 0 ? (
            <span title="At most 200 lines a second are shown. A search finds all of them.">
              a sample: {formatCount(tail.left)} {tail.left === 1 ? "line" : "lines"} not shown
            </span>
          ) : null}
          {tail.isCut ? (
            <span title="Without the live tail, the list goes back as far as you scroll.">
              the last {formatExact(keptLines)} lines
            </span>
          ) : null}
          {tail.isBroken ? <span>some lines could not be read</span> : null}
        </span>
      )}
      <span className="grow" />
      {state.kind === "ended" ? (
        <Button size="sm" onClick={retry}>
          Try again
        </Button>
      ) : isHeld ? (
        <Button size="sm" icon={<Play className="i" />} onClick={resume}>
          Continue
        </Button>
      ) : (
        <Button size="sm" icon={<Pause className="i" />} onClick={pause}>
          Pause
        </Button>
      )}
      <Button size="sm" onClick={toggle} aria-keyshortcuts="l">
        Stop<kbd aria-hidden="true">l</kbd>
      </Button>
    </div>
  );
}

function formatRate(rate: number): string {
  if (rate === 0) return "no lines";
  if (rate < 1) return "less than 1 line/s";
  const whole = Math.round(rate);
  return `${formatExact(whole)} ${whole === 1 ? "line" : "lines"}/s`;
}

/** Goes down also while nothing comes. */
function useRate(tail: TailLines): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  const last = tail.recent.at(-1)?.at ?? 0;
  return rateOf(tail, Math.max(now, last));
}

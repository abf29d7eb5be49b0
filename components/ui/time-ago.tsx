"use client";

import { useSyncExternalStore } from "react";
import { formatAge, formatAgo } from "@/lib/format/format-age";
import { formatTime } from "@/lib/format/format-time";
import { useHydrated } from "./use-hydrated";

type TimeAgoProps = {
  at: Date | string | number;
  /** "12 s ago" in place of "12s". */
  sentence?: boolean;
  className?: string;
};

/** How long ago something was, kept up to date; the absolute time, local and UTC, is in the title. */
export function TimeAgo({ at, sentence = false, className }: TimeAgoProps) {
  const since = new Date(at).getTime();
  const write = () => (sentence ? formatAgo(Date.now() - since) : formatAge(Date.now() - since));
  const text = useSyncExternalStore(everySecond, write, write);
  const hydrated = useHydrated();
  if (Number.isNaN(since)) return <span className={className}>–</span>;
  return (
    <time
      dateTime={new Date(since).toISOString()}
      title={absolute(since, hydrated)}
      className={className ? `num ${className}` : "num"}
      // The server's clock and this one are a moment apart.
      suppressHydrationWarning
    >
      {text}
    </time>
  );
}

/** Asked for once: making a format takes longer than drawing a row, and a list has hundreds of times. */
let localZone: string | undefined;

/** UTC alone on the server, which does not know the reader's zone. */
function absolute(since: number, localKnown: boolean): string {
  const now = Date.now();
  const utc = formatTime(since, { now });
  if (!localKnown) return utc;
  localZone ??= new Intl.DateTimeFormat().resolvedOptions().timeZone;
  const local = formatTime(since, { now, timeZone: localZone });
  return local === utc ? utc : `${local}\n${utc}`;
}

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

/** One clock for every time on the page; it rests while the tab is hidden. */
function everySecond(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    if (document.visibilityState === "visible") for (const listen of listeners) listen();
  }, 1000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

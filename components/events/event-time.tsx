"use client";

import { useHydrated } from "@/components/ui/use-hydrated";
import { formatTime } from "@/lib/format/format-time";

/** An absolute time in UTC, to the millisecond in the title together with the reader's own zone. */
export function EventTime({ at }: { at: string }) {
  const hydrated = useHydrated();
  return (
    <time className="num" dateTime={at} title={inZones(at, hydrated)}>
      {inUtc(at)}
    </time>
  );
}

function inUtc(at: string): string {
  return formatTime(at, { now: Date.now() });
}

/** UTC alone on the server, which does not know the reader's zone. */
function inZones(at: string, localKnown: boolean): string {
  const options = { now: Date.now(), milliseconds: true };
  const utc = formatTime(at, options);
  if (!localKnown) return utc;
  const local = formatTime(at, {
    ...options,
    timeZone: new Intl.DateTimeFormat().resolvedOptions().timeZone,
  });
  return local === utc ? utc : `${local}\n${utc}`;
}

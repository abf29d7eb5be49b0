"use client";

import { useQuery } from "@tanstack/react-query";
import { formatCount } from "@/lib/format/format-count";
import { healthSummaryQuery } from "./queries";

const WORDS = {
  ok: { dot: "ok", text: "Ingest healthy" },
  degraded: { dot: "warn", text: "Ingest slow" },
  down: { dot: "bad", text: "Ingest down" },
} as const;

/** Whether events come in and how many; nothing until that is known. */
export function IngestHealth() {
  const { data, isError } = useQuery(healthSummaryQuery);
  if (!data) return null;
  const { dot, text } = isError ? { dot: "", text: "Server not reached" } : (WORDS[data.status] ?? WORDS.ok);
  return (
    <div className="ingest">
      <span className="ing-t">
        <span className={`st-dot ${dot}`} />
        <span>{text}</span>
      </span>
      <span className="num ing-n" title="Events in the last minute">
        {formatCount(data.eventsPerMinute)}/min
      </span>
      {data.detail ? <span className="ing-s num">{data.detail}</span> : null}
    </div>
  );
}

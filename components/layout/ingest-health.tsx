"use client";

import { useQuery } from "@tanstack/react-query";
import { formatCount } from "@/lib/format/format-count";
import { healthSummaryQuery } from "./queries";

const WORDS = {
  healthy: { dot: "ok", text: "Ingest healthy" },
  degraded: { dot: "warn", text: "Under pressure" },
} as const;

/** Whether events come in and how many; nothing until that is known. */
export function IngestHealth() {
  const { data, isError } = useQuery(healthSummaryQuery);
  if (!data) return null;
  const { dot, text } = isError ? { dot: "", text: "Server not reached" } : WORDS[data.status];
  return (
    <div className="ingest" title={data.reasons.join("\n") || undefined}>
      <span className="ing-t">
        <span className={`st-dot ${dot}`} />
        <span>{text}</span>
      </span>
      {data.eventsPerMinute === null ? null : (
        <span className="num ing-n" title="Stored events per minute, over the last hour">
          {formatCount(data.eventsPerMinute)}/min
        </span>
      )}
      {data.detail ? <span className="ing-s num">{data.detail}</span> : null}
      {data.reasons.length > 0 ? <span className="vh">{data.reasons.join(" ")}</span> : null}
    </div>
  );
}

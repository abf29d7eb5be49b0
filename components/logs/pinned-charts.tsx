"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { LoadError } from "@/components/ui/load-error";
import { pinnedChartsQuery } from "./pin-queries";
import { PinnedChart } from "./pinned-chart";
import { logsHref } from "./view";

/** The charts of logs on the page of a project; nothing where there are neither charts nor logs. */
export function PinnedCharts({ slug }: { slug: string }) {
  const { data, error, refetch } = useQuery(pinnedChartsQuery(slug));
  if (!data)
    return error ? <LoadError what="The charts" error={error} onRetry={() => void refetch()} /> : null;
  const { charts, hasLogs } = data;
  if (charts.length === 0 && !hasLogs) return null;
  const chartTab = logsHref({ project: [slug], query: "| timechart count() by level", tab: "chart" });
  return (
    <section className="pc" aria-labelledby="pinned-h">
      <div className="sec-h">
        <h2 id="pinned-h">Charts of logs</h2>
      </div>
      {charts.length === 0 ? (
        <p className="help">
          None yet. Ask the{" "}
          <Link className="link" href={chartTab}>
            logs
          </Link>{" "}
          for a table and pin its chart here.
        </p>
      ) : (
        <ul className="pc-l">
          {charts.map((chart, place) => (
            <PinnedChart key={chart.id} slug={slug} chart={chart} place={place} count={charts.length} />
          ))}
        </ul>
      )}
    </section>
  );
}

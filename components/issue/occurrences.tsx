"use client";

import { useQuery } from "@tanstack/react-query";
import { BarChart } from "@/components/charts/bar-chart";
import { seriesQuery } from "@/components/events/queries";
import { useIssueView } from "@/components/events/view-state";
import { Segmented } from "@/components/ui/segmented";
import { type IssueSeries, type SeriesWindow, seriesWindows } from "@/lib/events/schemas";
import { formatExact } from "@/lib/format/format-count";
import { formatTime } from "@/lib/format/format-time";
import type { IssueDetail } from "@/lib/issues/schemas";

const STEPS: Record<SeriesWindow, { bucket: string; span: string }> = {
  "24h": { bucket: "per hour", span: "24 hours" },
  "14d": { bucket: "per 4 hours", span: "14 days" },
  "90d": { bucket: "per day, UTC", span: "90 days" },
};

/** How often the issue happened, over a day, two weeks or three months. */
export function Occurrences({ issue }: { issue: IssueDetail }) {
  const [{ window }, setView] = useIssueView();
  const { data } = useQuery(seriesQuery(issue.shortId, window));
  return (
    <section className="occ" aria-label="Occurrences">
      <div className="occ-h">
        <span className="mut small">Events {STEPS[window].bucket}</span>
        <span className="grow" />
        <Segmented
          size="sm"
          label="Window"
          value={window}
          onValueChange={(chosen) => void setView({ window: chosen })}
          options={seriesWindows.map((value) => ({ value, label: value }))}
        />
      </div>
      {data ? (
        <BarChart
          buckets={bucketsOf(data)}
          bucketMs={data.bucketSeconds * 1000}
          label={findingOf(data)}
          hotFrom={hotFrom(issue, data)}
        />
      ) : (
        <div className="chart occ-s" role="status" aria-busy="true" aria-label="Loading the chart" />
      )}
    </section>
  );
}

function bucketsOf({ start, bucketSeconds, counts }: IssueSeries) {
  const first = Date.parse(start);
  return counts.map((count, index) => ({
    start: new Date(first + index * bucketSeconds * 1000).toISOString(),
    count,
  }));
}

/** What a person who does not see the chart should know. */
function findingOf(series: IssueSeries): string {
  const { span } = STEPS[series.window];
  const total = series.counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) return `No events in ${span}.`;
  const most = Math.max(...series.counts);
  const peak = Date.parse(series.start) + series.counts.indexOf(most) * series.bucketSeconds * 1000;
  const at = formatTime(peak, { now: Date.now() });
  return `${formatExact(total)} ${total === 1 ? "event" : "events"} in ${span}, at most ${formatExact(most)} in one bar, from ${at} on.`;
}

/** Red from the bucket on in which a resolved issue came back. */
function hotFrom({ status, regressedAt }: IssueDetail, { bucketSeconds }: IssueSeries): string | undefined {
  if (status !== "unresolved" || !regressedAt) return undefined;
  const bucketMs = bucketSeconds * 1000;
  return new Date(Math.floor(Date.parse(regressedAt) / bucketMs) * bucketMs).toISOString();
}

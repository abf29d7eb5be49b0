"use client";

import { BarChart } from "@/components/charts/bar-chart";
import { formatExact } from "@/lib/format/format-count";
import type { ProjectOverview } from "@/lib/stats/schemas";
import { stepName } from "./step-name";

/** Stored events over the period. */
export function EventsChart({ overview, periodName }: { overview: ProjectOverview; periodName: string }) {
  const { events, stepMs } = overview;
  const from = Date.parse(overview.from);
  const buckets = events.map((count, index) => ({
    start: new Date(from + index * stepMs).toISOString(),
    count,
  }));
  return (
    <section className="ov-c">
      <div className="sec-h">
        <h2>Events</h2>
        <span className="mut small">stored, per {stepName(stepMs)}</span>
      </div>
      <BarChart
        buckets={buckets}
        bucketMs={stepMs}
        height={176}
        label={`Events over ${periodName}: ${formatExact(overview.eventTotal.now)} in all, ${formatExact(
          Math.max(0, ...events),
        )} in the busiest ${stepName(stepMs)}`}
      />
    </section>
  );
}

"use client";

import { useQuery } from "@tanstack/react-query";
import { type Series, StackedBarChart } from "@/components/charts/stacked-bar-chart";
import { Skeleton } from "@/components/ui/skeleton";
import { formatExact } from "@/lib/format/format-count";
import { formatPercent } from "@/lib/format/format-percent";
import type { ReleasePeriod } from "@/lib/releases/schemas";
import { adoptionQuery } from "./queries";

const STEPS: Record<ReleasePeriod, string> = { "24h": "hour", "14d": "4 hours", "90d": "day" };
/** The tones of layers, the one that matters first. */
const TONES = ["c-strong", "c-base", "c-info", "c-now", "c-rest"] as const;

type ChartsProps = {
  slug: string;
  version: string;
  period: ReleasePeriod;
  env: string;
  periodName: string;
};

/** The release among the others, and its own events by environment. */
export function AdoptionCharts({ slug, version, period, env, periodName }: ChartsProps) {
  const { data, error } = useQuery(adoptionQuery(slug, version, period, env));
  if (!data) {
    return (
      <section className="ov-c">
        {error ? <p className="sec">{error.message}</p> : <Skeleton width="100%" />}
      </section>
    );
  }
  const releases = data.releases.map(
    (one, index): Series => ({
      id: one.version ?? "the rest",
      name: index === 0 ? "this release" : (one.version ?? "other releases"),
      tone: index === 0 ? "c-strong" : (TONES[Math.min(index, TONES.length - 1)] ?? "c-base"),
      counts: one.counts,
    }),
  );
  const environments = data.environments.slice(0, TONES.length).map(
    (one, index): Series => ({
      id: `=${one.environment}`,
      name: one.environment || "no environment",
      tone: TONES[index] ?? "c-base",
      counts: one.counts,
    }),
  );
  const own = sum(releases[0]);
  const all = releases.reduce((total, series) => total + sum(series), 0);
  return (
    <div className="ov-2">
      <Chart
        title="Adoption"
        note={`events per ${STEPS[data.period]}, by release`}
        series={releases}
        data={data}
        label={`Of ${formatExact(all)} events over ${periodName} that name a release, ${formatExact(own)} (${formatPercent(all > 0 ? own / all : 0)}) come from this one.`}
      />
      <Chart
        title="Events"
        note={`per ${STEPS[data.period]}, by environment`}
        series={environments.length > 0 ? environments : releases.slice(0, 1)}
        data={data}
        label={`${formatExact(own)} events of this release over ${periodName}.`}
      />
    </div>
  );
}

type ChartProps = {
  title: string;
  note: string;
  series: readonly Series[];
  data: { start: string; bucketSeconds: number };
  label: string;
};

function Chart({ title, note, series, data, label }: ChartProps) {
  return (
    <section>
      <div className="sec-h">
        <h2>{title}</h2>
        <span className="mut small">{note}</span>
      </div>
      <StackedBarChart
        from={Date.parse(data.start)}
        bucketMs={data.bucketSeconds * 1000}
        series={series}
        noun="events"
        height={120}
        label={label}
      />
      <ul className="rl-leg" aria-label="Layers">
        {series.map((one) => (
          <li key={one.id}>
            <i className={`rl-sw ${one.tone}`} aria-hidden="true" />
            <bdi className="trunc">{one.name}</bdi>
            <span className="num mut">{formatExact(sum(one))}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function sum(series: Series | undefined): number {
  return series?.counts.reduce((total, count) => total + count, 0) ?? 0;
}

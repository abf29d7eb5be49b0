"use client";

import { useQuery } from "@tanstack/react-query";
import { ScrollText, RefreshCw } from "lucide-react";
import dynamic from "next/dynamic";
import { useEffect, useRef, useState } from "react";
import { useMay } from "@/components/projects/use-may";
import { ButtonLink } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { Spinner } from "@/components/ui/spinner";
import { TimeAgo } from "@/components/ui/time-ago";
import type { LogChart } from "@/lib/logs/charts/schemas";
import { lastNames } from "./period-names";
import { chartTableQuery } from "./pin-queries";
import { PinnedResult } from "./pinned-result";
import { logsHref } from "./view";

const ChartMenu = dynamic(async () => (await import("./pinned-menu")).ChartMenu, { ssr: false });

type PinnedChartProps = {
  slug: string;
  chart: LogChart;
  /** From 0, among so many. */
  place: number;
  count: number;
};

/** One chart, asked for when it comes into sight. It stays as it is until somebody asks again. */
export function PinnedChart({ slug, chart, place, count }: PinnedChartProps) {
  const { id, title, query, period } = chart;
  const [box, isSeen] = useSeen();
  const may = useMay();
  const table = useQuery({ ...chartTableQuery(slug, chart), enabled: isSeen });
  return (
    <li className="pc-c" ref={box} aria-labelledby={`chart-${id}`} aria-busy={table.isFetching}>
      <div className="pc-h">
        <h3 id={`chart-${id}`} className="trunc" title={title}>
          {title}
        </h3>
        <span className="mut small nowrap">last {lastNames[period]}</span>
        <span className="grow" />
        {table.dataUpdatedAt > 0 ? (
          <span className="mut small nowrap d-only">
            <TimeAgo at={new Date(table.dataUpdatedAt).toISOString()} sentence />
          </span>
        ) : null}
        <IconButton
          size="sm"
          label={`Ask again for ${title}`}
          icon={table.isFetching ? <Spinner /> : <RefreshCw className="i" />}
          onClick={() => void table.refetch()}
        />
        <ButtonLink
          size="sm"
          variant="ghost"
          className="btn-icon"
          aria-label={`Open ${title} in Logs`}
          icon={<ScrollText className="i" />}
          href={logsHref({ project: [slug], query, period, tab: "chart" })}
        />
        {may.work ? <ChartMenu slug={slug} chart={chart} place={place} count={count} /> : null}
      </div>
      <PinnedResult
        table={table.data}
        error={table.error}
        periodName={lastNames[period]}
        onRetry={() => void table.refetch()}
      />
    </li>
  );
}

/** Whether something was ever in sight, or nearly. */
function useSeen() {
  const box = useRef<HTMLLIElement>(null);
  const [isSeen, setSeen] = useState(false);
  useEffect(() => {
    if (isSeen || box.current === null) return undefined;
    const watch = new IntersectionObserver(([entry]) => entry?.isIntersecting && setSeen(true), {
      rootMargin: "200px",
    });
    watch.observe(box.current);
    return () => watch.disconnect();
  }, [isSeen]);
  return [box, isSeen] as const;
}

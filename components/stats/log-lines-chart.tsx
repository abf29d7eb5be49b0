"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { LoadError } from "@/components/ui/load-error";
import { logCategory, type StatsQuery } from "@/lib/stats/schemas";
import { OutcomesChart } from "./outcomes-chart";
import { projectStatsQuery } from "./queries";

type LogLinesChartProps = {
  slug: string;
  query: StatsQuery;
  periodName: string;
  /** Shows log lines alone, with reasons and keys. */
  onAlone: () => void;
};

/** What became of the log lines of the period, beside the events. */
export function LogLinesChart({ slug, query, periodName, onAlone }: LogLinesChartProps) {
  const { data, error, refetch } = useQuery(projectStatsQuery(slug, { ...query, category: logCategory }));
  const [hidden, setHidden] = useState<readonly string[]>([]);
  if (!data) {
    return error ? <LoadError what="The log lines" error={error} onRetry={() => void refetch()} /> : null;
  }
  if (data.receivedTotal === 0) return null;
  return (
    <OutcomesChart
      title="Log lines"
      stats={data}
      periodName={periodName}
      hidden={hidden}
      onToggle={(outcome) =>
        setHidden(hidden.includes(outcome) ? hidden.filter((one) => one !== outcome) : [...hidden, outcome])
      }
    >
      <div className="row">
        <span className="grow" />
        <Button variant="ghost" size="sm" onClick={onAlone}>
          Reasons and keys of log lines
        </Button>
      </div>
    </OutcomesChart>
  );
}

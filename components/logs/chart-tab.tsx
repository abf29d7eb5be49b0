"use client";

import { useQuery } from "@tanstack/react-query";
import { ChartNoAxesColumn } from "lucide-react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { LoadError } from "@/components/ui/load-error";
import type { LogQuestion } from "@/lib/logs/schemas";
import { LinesSkeleton } from "./lines-skeleton";
import { PinChart } from "./pin-chart";
import { logTableQuery } from "./queries";
import { ResultChart } from "./result-chart";
import { ResultTable } from "./result-table";

/** The table that the stages of a question make, drawn where it can be. Without such a stage it offers one. */
export function ChartTab({ question, onRun }: { question: LogQuestion; onRun: (query: string) => void }) {
  const { data, error, refetch } = useQuery(logTableQuery(question));
  if (!data) {
    if (error) return <LoadError what="The table" error={error} onRetry={() => void refetch()} hotkey="r" />;
    return <LinesSkeleton />;
  }
  if (data.query.errors.length > 0)
    return (
      <EmptyState icon={<ChartNoAxesColumn className="i" />} title="There is no such table">
        <p>{data.query.errors[0]?.message}</p>
      </EmptyState>
    );
  if (data.query.shape === "lines")
    return (
      <EmptyState
        icon={<ChartNoAxesColumn className="i" />}
        title="Nothing is counted yet"
        actions={
          <>
            <Button
              variant="primary"
              onClick={() => onRun(`${question.query} | stats count() by level`.trim())}
            >
              Count by level
            </Button>
            <Button onClick={() => onRun(`${question.query} | timechart count() by service`.trim())}>
              Over time by service
            </Button>
          </>
        }
      >
        <p>
          A question that ends with <code>stats</code>, <code>timechart</code> or <code>top</code> becomes a
          table, and this its chart.
        </p>
      </EmptyState>
    );
  if (data.rows.length === 0)
    return (
      <EmptyState icon={<ChartNoAxesColumn className="i" />} title="The table has no rows">
        <p>
          {data.query.unread === undefined
            ? "No line matches, or a stage left none of them."
            : "None of the lines that could be read leads to one."}
        </p>
      </EmptyState>
    );
  return (
    <div className="lchart">
      <PinChart question={question} report={data.query} />
      <ResultChart table={data} />
      <ResultTable table={data} />
    </div>
  );
}

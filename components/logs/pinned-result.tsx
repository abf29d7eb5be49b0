import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { ApiError } from "@/components/layout/fetch-json";
import type { LogTable } from "@/lib/logs/schemas";
import { ResultChart } from "./result-chart";
import { ResultTable } from "./result-table";

type PinnedResultProps = {
  table: LogTable | undefined;
  error: Error | null;
  periodName: string;
  onRetry: () => void;
};

/** What a pinned question found, or why it shows nothing. The last answer stays when the next does not come. */
export function PinnedResult({ table, error, periodName, onRetry }: PinnedResultProps) {
  if (error)
    return (
      <>
        <p className="pc-e" role="status">
          <span>
            <b>{isSlow(error) ? "Too slow" : "No answer"}.</b> {error.message}
          </span>
          <Button size="sm" onClick={onRetry}>
            Retry
          </Button>
        </p>
        {table ? <Answer table={table} /> : null}
      </>
    );
  if (table === undefined) return <Skeleton width="100%" height="200px" />;
  const [fault] = table.query.errors;
  if (fault) return <p className="pc-e">The question can no longer be read. {fault.message}</p>;
  if (table.rows.length === 0) return <p className="pc-e mut">Nothing in the last {periodName}.</p>;
  return <Answer table={table} />;
}

function Answer({ table }: { table: LogTable }) {
  if (table.chart === null) return <ResultTable table={table} />;
  return (
    <>
      <ResultChart table={table} />
      {table.chart.kind === "bars" ? (
        <details className="pc-t">
          <summary>Show as table</summary>
          <ResultTable table={table} />
        </details>
      ) : null}
    </>
  );
}

function isSlow(error: Error): boolean {
  return error instanceof ApiError && error.code === "search_timeout";
}

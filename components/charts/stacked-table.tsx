import type { StackedBarChartProps } from "./stacked-bar-chart";
import { headOf, TimeTable } from "./time-table";

type StackedTableProps = StackedBarChartProps & { sums: readonly number[] };

/** A stacked chart's numbers: the sum, then its layers. */
export function StackedTable({ from, bucketMs, series, label, noun, sums }: StackedTableProps) {
  // As the legend reads: the upper layer first.
  const layers = series.toReversed();
  return (
    <TimeTable
      columns={[{ id: "", name: headOf(noun) }, ...layers]}
      rows={sums.map((sum, index) => ({
        start: new Date(from + index * bucketMs).toISOString(),
        counts: [sum, ...layers.map(({ counts }) => counts[index])],
      }))}
      bucketMs={bucketMs}
      caption={label}
      empty={`Nothing ${noun} in this time.`}
    />
  );
}

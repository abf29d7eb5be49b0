import { formatExact } from "@/lib/format/format-count";
import { describeSpan } from "./bucket";
import type { StackedBarChartProps } from "./stacked-bar-chart";

type StackedTableProps = StackedBarChartProps & { sums: readonly number[] };

/** A stacked chart's numbers, newest first; buckets with nothing in them are left out. */
export function StackedTable({ from, bucketMs, series, label, noun, sums }: StackedTableProps) {
  // As the legend reads: the upper layer first.
  const columns = series.toReversed();
  const rows = sums
    .map((sum, index) => ({ sum, index, start: new Date(from + index * bucketMs).toISOString() }))
    .filter(({ sum }) => sum > 0)
    .toReversed();
  if (rows.length === 0) return <p className="mut">Nothing {noun} in this time.</p>;
  return (
    // Focusable, so that the keyboard can scroll it.
    <div className="tw-x chart-table" role="tabpanel" tabIndex={0} aria-label={label}>
      <table className="tbl">
        <caption className="vh">{label}</caption>
        <thead>
          <tr>
            <th scope="col">Time</th>
            <th scope="col" className="right">
              {noun.charAt(0).toUpperCase() + noun.slice(1)}
            </th>
            {columns.map(({ id, name }) => (
              <th key={id} scope="col" className="right">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ sum, index, start }) => (
            <tr key={start}>
              <td className="num">
                <time dateTime={start}>{describeSpan({ start, count: sum }, bucketMs)}</time>
              </td>
              <td className="num right">{formatExact(sum)}</td>
              {columns.map(({ id, counts }) => (
                <td key={id} className="num right">
                  {formatExact(counts[index])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

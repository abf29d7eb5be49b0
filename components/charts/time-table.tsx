import { formatExact } from "@/lib/format/format-count";
import { describeSpan } from "./bucket";

type TimeTableProps = {
  /** What the numbers are, the first of each row for the whole bucket. */
  columns: readonly { id: string; name: string }[];
  /** Oldest first; `start` is an ISO time. */
  rows: readonly { start: string; counts: readonly (number | undefined)[] }[];
  bucketMs: number;
  caption: string;
  /** Said when no bucket holds anything. */
  empty: string;
};

/** A time chart's numbers, newest first; buckets with nothing in them are left out. */
export function TimeTable({ columns, rows, bucketMs, caption, empty }: TimeTableProps) {
  const filled = rows.filter(({ counts }) => (counts[0] ?? 0) > 0).toReversed();
  if (filled.length === 0) return <p className="mut">{empty}</p>;
  return (
    // Focusable, so that the keyboard can scroll it.
    <div className="tw-x chart-table" role="tabpanel" tabIndex={0} aria-label={caption}>
      <table className="tbl">
        <caption className="vh">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">Time</th>
            {columns.map(({ id, name }) => (
              <th key={id} scope="col" className="right">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {filled.map(({ start, counts }) => (
            <tr key={start}>
              <td className="num">
                <time dateTime={start}>{describeSpan({ start, count: counts[0] ?? 0 }, bucketMs)}</time>
              </td>
              {columns.map(({ id }, index) => (
                <td key={id} className="num right">
                  {formatExact(counts[index] ?? 0)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** A noun as the head of a column. */
export function headOf(noun: string): string {
  return noun.charAt(0).toUpperCase() + noun.slice(1);
}

import { formatExact } from "@/lib/format/format-count";
import { type Bucket, describeSpan } from "./bucket";

type BucketTableProps = { buckets: readonly Bucket[]; bucketMs: number; noun: string; caption: string };

/** A time chart's numbers, newest first; buckets with nothing in them are left out. */
export function BucketTable({ buckets, bucketMs, noun, caption }: BucketTableProps) {
  const filled = buckets.filter((bucket) => bucket.count > 0).toReversed();
  if (filled.length === 0) return <p className="mut">No {noun} in this time.</p>;
  return (
    // Focusable, so that the keyboard can scroll it.
    <div className="tw-x chart-table" role="tabpanel" tabIndex={0} aria-label={caption}>
      <table className="tbl">
        <caption className="vh">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">Time</th>
            <th scope="col" className="right">
              {noun.charAt(0).toUpperCase() + noun.slice(1)}
            </th>
          </tr>
        </thead>
        <tbody>
          {filled.map((bucket) => (
            <tr key={bucket.start}>
              <td className="num">
                <time dateTime={bucket.start}>{describeSpan(bucket, bucketMs)}</time>
              </td>
              <td className="num right">{formatExact(bucket.count)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

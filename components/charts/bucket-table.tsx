import type { Bucket } from "./bucket";
import { headOf, TimeTable } from "./time-table";

type BucketTableProps = { buckets: readonly Bucket[]; bucketMs: number; noun: string; caption: string };

/** A bar chart's numbers. */
export function BucketTable({ buckets, bucketMs, noun, caption }: BucketTableProps) {
  return (
    <TimeTable
      columns={[{ id: "count", name: headOf(noun) }]}
      rows={buckets.map(({ start, count }) => ({ start, counts: [count] }))}
      bucketMs={bucketMs}
      caption={caption}
      empty={`No ${noun} in this time.`}
    />
  );
}

import { Skeleton } from "@/components/ui/skeleton";

const WIDTHS = ["62%", "48%", "74%", "55%", "66%", "41%", "70%"];

/** Rows with the heights of the lines, while the first are on their way. */
export function LinesSkeleton() {
  return (
    <div className="lsk" role="status" aria-busy="true" aria-label="Loading lines">
      {Array.from({ length: 14 }, (_, row) => (
        <Skeleton
          key={`${WIDTHS[row % WIDTHS.length]} ${row}`}
          width={WIDTHS[row % WIDTHS.length] ?? "60%"}
          height="12px"
        />
      ))}
    </div>
  );
}

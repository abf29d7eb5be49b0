import { formatCount, formatExact } from "@/lib/format/format-count";

/** A count, compact from 10,000 on, with the full value and its noun in the title: "18,204 events". */
export function Count({
  value,
  noun,
  className,
}: {
  value: number | null | undefined;
  noun?: string;
  className?: string;
}) {
  const full = noun ? `${formatExact(value)} ${noun}` : formatExact(value);
  return (
    <span className={className ? `num ${className}` : "num"} title={full}>
      {formatCount(value)}
    </span>
  );
}

import { formatPercent } from "@/lib/format/format-percent";

type DistributionBarProps = {
  /** The most frequent values first; the three largest are drawn, the rest is one piece. */
  values: readonly { value: string; count: number }[];
  /** How many were counted in all, the unnamed ones included. */
  total: number;
};

const DRAWN = 3;

/** How the values of a tag share the events, as one thin bar. */
export function DistributionBar({ values, total }: DistributionBarProps) {
  const drawn = values.slice(0, DRAWN);
  const share = (count: number) => (total > 0 ? count / total : 0);
  const rest = Math.max(0, 1 - drawn.reduce((sum, { count }) => sum + share(count), 0));
  const label = drawn.map(({ value, count }) => `${value} ${formatPercent(share(count))}`).join(", ");
  return (
    <div className="tg-b" role="img" aria-label={label || "No values"}>
      {drawn.map(({ value, count }, index) => (
        <i key={value} className={`g${index}`} style={{ width: `${share(count) * 100}%` }} />
      ))}
      {rest > 0.001 ? <i className="gr" style={{ width: `${rest * 100}%` }} /> : null}
    </div>
  );
}

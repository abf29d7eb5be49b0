type SparklineProps = {
  /** Events per bucket, oldest first; the last one is running. */
  counts: readonly number[];
  /** A sentence with the finding, such as "Events over 24 hours: 412, rising". */
  label: string;
  /** The rate is unusual for this issue. */
  hot?: boolean;
  width?: number;
};

const HEIGHT = 22;
const GAP = 1;

/** A trend in the size of a word. Neutral; the last bar is darker, and red when `hot`. */
export function Sparkline({ counts, label, hot = false, width = 118 }: SparklineProps) {
  const bars = barPaths(counts, width);
  return (
    <svg
      className={hot ? "spark hot" : "spark"}
      viewBox={`0 0 ${width} ${HEIGHT}`}
      width={width}
      height={HEIGHT}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
    >
      <path className="sp-base" d={`M0 ${HEIGHT - 0.5}H${width}`} />
      <path className="sp-bars" d={bars.slice(0, -1).join("")} />
      <path className="sp-last" d={bars.at(-1) ?? ""} />
    </svg>
  );
}

/** One path per bucket; what is not zero is at least 1.5 px high. */
function barPaths(counts: readonly number[], width: number): string[] {
  const top = Math.max(...counts, 1);
  const step = width / Math.max(counts.length, 1);
  return counts.map((count, index) => {
    if (count <= 0) return "";
    const height = round(Math.max(1.5, (count / top) * (HEIGHT - 1)));
    return `M${round(index * step)} ${HEIGHT}v-${height}h${round(step - GAP)}v${height}z`;
  });
}

function round(n: number): number {
  return Math.round(n * 100) / 100;
}

const STEPS = [1, 2, 5] as const;

/**
 * One to three round values above zero for a count axis, the last one at or above `max`:
 * 2710 → [1000, 2000, 3000]. Whole numbers only.
 */
export function niceTicks(max: number): number[] {
  for (let power = 1; ; power *= 10) {
    for (const step of STEPS) {
      const lines = Math.ceil(max / (step * power));
      if (lines <= 3) return Array.from({ length: Math.max(lines, 1) }, (_, i) => (i + 1) * step * power);
    }
  }
}

/** A tick as the axis shows it; all ticks of an axis share the unit of its `top`: 500 and 1000 are "0.5k" and "1k". */
export function axisText(tick: number, top: number): string {
  if (top >= 1_000_000) return `${tick / 1_000_000}M`;
  if (top >= 1_000) return `${tick / 1_000}k`;
  return String(tick);
}

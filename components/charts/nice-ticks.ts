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

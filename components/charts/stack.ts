/** A piece of a stacked bar, in pixels from the top of the plot. */
export type Segment = { y: number; height: number };

const LEAST = 1;

/**
 * Where the parts of one bar lie in a plot of `height` pixels whose upper edge stands for `top`. The first part lies at
 * the bottom. What is not zero is at least 1 px high; the tallest part gives what that takes, so that the bar stays as
 * tall as its sum.
 */
export function stackSegments(counts: readonly number[], top: number, height: number): Segment[] {
  const sum = counts.reduce((total, count) => total + count, 0);
  if (sum <= 0) return counts.map(() => ({ y: height, height: 0 }));
  const filled = counts.filter((count) => count > 0).length;
  const tall = Math.max((sum / top) * height, filled * LEAST);
  const heights = counts.map((count) => (count > 0 ? Math.max(LEAST, (count / sum) * tall) : 0));
  const excess = heights.reduce((total, one) => total + one, 0) - tall;
  const tallest = heights.indexOf(Math.max(...heights));
  heights[tallest] = Math.max(LEAST, (heights[tallest] ?? 0) - excess);
  let y = height;
  return heights.map((one) => {
    y -= one;
    return { y, height: one };
  });
}

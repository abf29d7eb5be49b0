/** Bars of a message about a firing, at most. */
const BARS = 60;

/** How many minutes a bar of a message stands for: a window of an hour has one for each. */
export function barMinutes(windowMinutes: number): number {
  return Math.max(1, Math.ceil(windowMinutes / BARS));
}

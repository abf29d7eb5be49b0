/** Made once: `toLocaleString` looks its locale up at every call, and a list writes hundreds of numbers. */
const exact = new Intl.NumberFormat("en-US");

const SUFFIXES = ["", "k", "M", "B", "T"] as const;

/** A whole number in full with separators: 18204 → "18,204". Unknown is "–". */
export function formatExact(count: number | null | undefined): string {
  if (count === null || count === undefined || !Number.isFinite(count)) return "–";
  return withTrueMinus(Math.round(count), (n) => exact.format(n));
}

/**
 * A count for lists: in full below 10,000, then three significant digits
 * (9,214 → 18.2k → 1.92M). Unknown is "–", never 0.
 */
export function formatCount(count: number | null | undefined): string {
  if (count === null || count === undefined || !Number.isFinite(count)) return "–";
  if (Math.abs(count) < 10_000) return formatExact(count);
  return withTrueMinus(count, compact);
}

function compact(n: number): string {
  let step = 0;
  let scaled = n;
  // 999.5 would round up to 1000 of its unit: the next unit takes it.
  while (scaled >= 999.5 && step < SUFFIXES.length - 1) {
    scaled /= 1000;
    step += 1;
  }
  return `${Number(scaled.toPrecision(3))}${SUFFIXES[step] ?? ""}`;
}

function withTrueMinus(n: number, format: (absolute: number) => string): string {
  return n < 0 ? `−${format(-n)}` : format(n);
}

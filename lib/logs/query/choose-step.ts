const second = 1_000_000_000n;
const minute = 60n * second;
const hour = 60n * minute;
const day = 24n * hour;

/** Widths that people read easily, in nanoseconds. */
const steps: readonly bigint[] = [
  ...[1n, 2n, 5n, 10n, 20n, 50n, 100n, 200n, 500n].map((ms) => ms * 1_000_000n),
  ...[1n, 2n, 5n, 10n, 15n, 30n].map((seconds) => seconds * second),
  ...[1n, 2n, 5n, 10n, 15n, 30n].map((minutes) => minutes * minute),
  ...[1n, 2n, 3n, 6n, 12n].map((hours) => hours * hour),
  ...[1n, 2n, 7n, 14n, 30n, 90n, 365n].map((days) => days * day),
];

/** The narrowest round width of which at most so many cover a stretch, partly at its ends; nanoseconds. */
export function chooseStep(from: bigint, to: bigint, most: number): bigint {
  const fits = (step: bigint) => (to + step - 1n) / step - from / step <= BigInt(most);
  return steps.find(fits) ?? ((to - from) / BigInt(most) / day + 1n) * day;
}

import type { DurationUnit, DurationValue, RelativeDateValue, SizeUnit, SizeValue } from "./ast";
import { isDigit } from "./characters";
import { readDecimal } from "./read-number";

const durationUnits: Readonly<Record<string, DurationUnit>> = {
  ms: "ms",
  s: "s",
  sec: "s",
  m: "m",
  min: "m",
  h: "h",
  hr: "h",
  d: "d",
  day: "d",
  w: "w",
  wk: "w",
};

const sizeUnits = ["b", "kb", "mb", "gb", "tb", "pb", "kib", "mib", "gib", "tib", "pib"] as const;

/** Splits `1.5kb` before its unit; both may be empty. */
function split(text: string): { amount: string; unit: string } {
  let end = text.length;
  while (end > 0 && !isDigit(text.charAt(end - 1))) end -= 1;
  return { amount: text.slice(0, end), unit: text.slice(end).toLowerCase() };
}

/** `90m`, `1.5h`; a bare number is milliseconds. Never negative. */
export function readDuration(text: string): DurationValue | null {
  const { amount, unit } = split(text);
  const known = unit === "" ? "ms" : durationUnits[unit];
  const value = readDecimal(amount);
  if (known === undefined || value === null || value < 0) return null;
  return { kind: "duration", amount: value, unit: known };
}

/** `10mb` (powers of 1000), `10mib` (powers of 1024); a bare number is bytes. Never negative. */
export function readSize(text: string): SizeValue | null {
  const { amount, unit } = split(text);
  const known: SizeUnit | undefined = unit === "" ? "b" : sizeUnits.find((name) => name === unit);
  const value = readDecimal(amount);
  if (known === undefined || value === null || value < 0) return null;
  return { kind: "size", amount: value, unit: known };
}

/** `-24h` newer than, `+2d` older than; whole amounts of up to six digits, seconds to weeks. */
export function readRelativeDate(text: string): RelativeDateValue | null {
  const sign = text.charAt(0);
  if (sign !== "-" && sign !== "+") return null;
  const { amount, unit } = split(text.slice(1));
  const known = durationUnits[unit];
  if (known === undefined || known === "ms" || amount === "" || amount.length > 6) return null;
  for (const character of amount) if (!isDigit(character)) return null;
  return {
    kind: "relative",
    direction: sign === "-" ? "after" : "before",
    amount: Number(amount),
    unit: known,
  };
}

const milliseconds: Readonly<Record<DurationUnit, number>> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

/** How long, in milliseconds; for a relative date, how far back from now. */
export function toMilliseconds({ amount, unit }: { amount: number; unit: DurationUnit }): number {
  return amount * milliseconds[unit];
}

/** How much, in bytes. */
export function toBytes({ amount, unit }: { amount: number; unit: SizeUnit }): number {
  const power = ["b", "k", "m", "g", "t", "p"].indexOf(unit.charAt(0));
  return amount * (unit.endsWith("ib") ? 1024 : 1000) ** power;
}

import type { NumberValue, PercentageValue } from "./ast";

const decimal = /^[+-]?\d{1,30}(?:\.\d{1,30})?(?:e[+-]?\d{1,3})?$/i;
const scales: Readonly<Record<string, number>> = { k: 1e3, m: 1e6, b: 1e9 };

/** `12`, `-0.5`, `1e6` → the number; null for anything else, infinity too. */
export function readDecimal(text: string): number | null {
  if (!decimal.test(text)) return null;
  const value = Number(text);
  if (!Number.isFinite(value)) return null;
  return value === 0 ? 0 : value;
}

/** A number, or with `k`, `m`, `b` thousands, millions, billions. */
export function readNumber(text: string): NumberValue | null {
  const scale = scales[text.slice(-1).toLowerCase()];
  const amount = readDecimal(scale === undefined ? text : text.slice(0, -1));
  if (amount === null) return null;
  const value = scale === undefined ? amount : Number((amount * scale).toPrecision(15));
  return Number.isFinite(value) ? { kind: "number", value } : null;
}

/** `5%`. */
export function readPercentage(text: string): PercentageValue | null {
  if (!text.endsWith("%")) return null;
  const value = readDecimal(text.slice(0, -1));
  return value === null ? null : { kind: "percentage", value };
}

/** A text as DuckDB's `lower` gives it: letter by letter, where JavaScript looks at neighbours. */
export function lower(text: string): string {
  return /[İΣ]/.test(text)
    ? Array.from(text, (one) => (one === "İ" ? "i" : one.toLowerCase())).join("")
    : text.toLowerCase();
}

const NUMBER = /^[ \t\n\v\f\r]*[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?[ \t\n\v\f\r]*$/;
const INFINITE = /^\s*([+-]?)inf(?:inity)?\s*$/i;

/** A text as a number as the store casts it; null where it is none. */
export function castNumber(text: string | null): number | null {
  if (text === null || text.length > 400) return null;
  if (NUMBER.test(text)) {
    const value = Number(text);
    return Number.isFinite(value) ? value : null;
  }
  const infinite = INFINITE.exec(text);
  return infinite === null ? null : infinite[1] === "-" ? -Infinity : Infinity;
}

const DURATION = /^\s*([0-9]+(?:\.[0-9]+)?)\s*(ns|us|µs|ms|s|sec|m|min|h|d)\s*$/;
const DURATION_MS: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  ms: 1,
  s: 1e3,
  sec: 1e3,
  m: 6e4,
  min: 6e4,
  h: 3.6e6,
  d: 8.64e7,
};

/** Milliseconds of `1.5s`, `300ms` or `12`; null where it is no such text. */
export function castDuration(text: string | null): number | null {
  const plain = castNumber(text);
  if (plain !== null || text === null || text.length > 400) return plain;
  const found = DURATION.exec(text);
  return found === null ? null : Number(found[1]) * (DURATION_MS[found[2] ?? ""] ?? Number.NaN);
}

const SIZE = /^\s*([0-9]+(?:\.[0-9]+)?)\s*([kmgtp]?)(i?)b?\s*$/;

/** Bytes of `10mb`, `4 KiB` or `512`; null where it is no such text. */
export function castSize(text: string | null): number | null {
  const plain = castNumber(text);
  if (plain !== null || text === null || text.length > 400) return plain;
  const [all, amount, unit = "", binary] = SIZE.exec(lower(text)) ?? [];
  if (all === undefined) return null;
  return Number(amount) * (binary === "i" ? 1024 : 1000) ** (unit === "" ? 0 : "kmgtp".indexOf(unit) + 1);
}

const VERSION = /^v?([0-9]{1,12}(?:\.[0-9]{1,12})+)/;

/** The numbers of `v1.10.2-beta`, each as long as all others; null where it is no version. */
export function castVersion(text: string | null): string | null {
  const numbers = text === null ? undefined : VERSION.exec(text)?.[1];
  return numbers === undefined
    ? null
    : numbers
        .split(".")
        .map((one) => one.padStart(12, "0"))
        .join(".");
}

const TIMESTAMP =
  /^\s*(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}:\d{2})(\.\d{1,9})?\s*(Z|UTC|[+-]\d{2}(?::?\d{2})?)?)?\s*$/;

/** Milliseconds since 1970 of a date as ISO 8601 has it, UTC unless it says otherwise; null where it is none. */
export function castTime(text: string | null): number | null {
  const [all, day, time = "00:00:00", fraction = "", zone = "Z"] = TIMESTAMP.exec(text ?? "") ?? [];
  if (all === undefined) return null;
  const hours = /^([+-]\d{2}):?(\d{2})?$/.exec(zone);
  const offset = hours === null ? "Z" : `${hours[1]}:${hours[2] ?? "00"}`;
  const ms = Date.parse(`${day}T${time}${fraction.slice(0, 4)}${offset}`);
  return Number.isNaN(ms) ? null : ms;
}

/** A number as the store writes it: whole ones without a point. */
export function writeNumber(value: number): string {
  const size = Math.abs(value);
  if (size < 1e15 && Number.isInteger(value)) return String(value === 0 ? 0 : value);
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
  if (size >= 1e16 || size < 1e-4)
    return value
      .toExponential()
      .replace(/e([+-])(\d)$/, (_, sign: string, digit: string) => `e${sign}0${digit}`);
  return Number.isInteger(value) ? `${value}.0` : String(value);
}

/** Whether two values compare so; false where one is absent. */
export function compare<Value extends number | bigint | string>(
  left: Value | null,
  operator: string,
  right: Value | null,
): boolean {
  if (left === null || right === null) return false;
  switch (operator) {
    case "=":
      return left === right;
    case "<":
      return left < right;
    case "<=":
      return left <= right;
    case ">":
      return left > right;
    default:
      return left >= right;
  }
}

/**
 * Postgres' text form of an array of numbers, times (as instants) or plain words without special characters (ids): what
 * the driver would build, without its walk over every value.
 */
export function plainArray(values: (number | string | boolean | null)[]): string {
  return `{${values.map((value) => value ?? "NULL").join(",")}}`;
}

/** Postgres' text form of an array of instants. Neighbours are often the same one. */
export function timeArray(values: Date[]): string {
  let last: Date | undefined;
  let text = "";
  const texts = values.map((value) => {
    if (value !== last) text = value.toISOString();
    last = value;
    return text;
  });
  return `{${texts.join(",")}}`;
}

/** Postgres' text form of an array of texts, whatever is in them but NUL. */
export function textArray(values: (string | null | undefined)[]): string {
  return `{${values.map((value) => (value === null || value === undefined ? "NULL" : quote(value))).join(",")}}`;
}

function quote(value: string): string {
  return SPECIAL.test(value) ? `"${value.replace(/["\\]/g, "\\$&")}"` : `"${value}"`;
}

const SPECIAL = /["\\]/;

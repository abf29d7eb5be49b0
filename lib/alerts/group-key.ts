const PLAIN = /^[\p{L}\p{N}_.@/+-]+$/u;
const LENGTH = 200;

/** A group as a query has it: `environment:production host:"web 1"`, by name. Fields without a value are empty. */
export function writeGroup(fields: readonly string[], values: readonly (string | null)[]): string {
  return fields
    .map((field, place) => `${field}:${quote(values[place] ?? "")}`)
    .sort()
    .join(" ");
}

function quote(value: string): string {
  const text = value.slice(0, LENGTH);
  return PLAIN.test(text) ? text : `"${text.replace(/["\\]/g, "\\$&")}"`;
}

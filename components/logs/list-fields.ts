import type { LogJson, LogRow } from "@/lib/logs/schemas";

/** A field of a line: its name as a question writes it, and its value as text. */
export type LineField = { key: string; value: string; kind: "field" | "attribute" | "computed" };

const OWN = [
  ["service", "service"],
  ["host", "host"],
  ["logger", "logger"],
  ["source", "source"],
  ["trace", "traceId"],
  ["span", "spanId"],
] as const;

/** All fields of a line that have a value, its own first. */
export function listFields(row: LogRow): LineField[] {
  return [
    { key: "project", value: row.project, kind: "field" as const },
    { key: "level", value: row.word || row.level, kind: "field" as const },
    ...OWN.map(([key, name]) => ({ key, value: row[name], kind: "field" as const })),
    ...Object.entries(row.attributes).map(([key, value]) => ({
      key,
      value: toText(value),
      kind: "attribute" as const,
    })),
    ...Object.entries(row.computed).map(([key, value]) => ({
      key,
      value: toText(value),
      kind: "computed" as const,
    })),
  ].filter(({ value }) => value !== "");
}

/** What stands in a column of a line; empty when it has no such field. */
export function valueOf(row: LogRow, column: string): string {
  const own = OWN.find(([key]) => key === column);
  if (own) return row[own[1]];
  if (column === "project") return row.project;
  if (column === "level") return row.word || row.level;
  const value = row.computed[column] ?? row.attributes[column];
  return value === undefined ? "" : toText(value);
}

/** Texts as they are, everything else as JSON. */
export function toText(value: LogJson): string {
  if (value === null) return "null";
  return typeof value === "string" ? value : JSON.stringify(value);
}

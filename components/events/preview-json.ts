import type { Json } from "@/lib/protocol/event";

const STRING_MAX = 60;
const MOST = 40;

/**
 * A value on one line, at most about `budget` characters: `{ id: 'c_81', items: [3], … }`. Costs no more than the
 * budget, however large the value is.
 */
export function previewJson(value: Json, budget = 100): string {
  if (value === null || typeof value !== "object") return scalar(value);
  const isList = Array.isArray(value);
  const entries = isList
    ? value.slice(0, MOST).map((item) => ["", item] as const)
    : Object.entries(value)
        .slice(0, MOST)
        .map(([name, item]) => [`${clip(name)}: `, item] as const);
  const total = isList ? value.length : Object.keys(value).length;
  if (total === 0) return isList ? "[]" : "{}";
  const told: string[] = [];
  let left = budget;
  for (const [name, item] of entries) {
    if (left < 8) break;
    const text = name + previewJson(item, Math.floor(left / 2));
    told.push(text);
    left -= text.length + 2;
  }
  if (told.length < total) told.push("…");
  return isList ? `[${told.join(", ")}]` : `{ ${told.join(", ")} }`;
}

/** Whether `previewJson` with this budget says everything. */
export function fitsPreview(value: Json, budget = 100): boolean {
  return value === null || typeof value !== "object" || !previewJson(value, budget).includes("…");
}

function scalar(value: string | number | boolean | null): string {
  return typeof value === "string" ? `'${clip(value)}'` : String(value);
}

function clip(text: string): string {
  return text.length > STRING_MAX ? `${text.slice(0, STRING_MAX - 1).toWellFormed()}…` : text;
}

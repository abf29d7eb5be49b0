import type { GlobPart, GlobValue, TextValue } from "./ast";

/** Joins literals, drops empty ones and repeated `*`. */
export function tidyParts(parts: readonly GlobPart[]): GlobPart[] {
  const tidy: GlobPart[] = [];
  for (const part of parts) {
    const last = tidy.at(-1);
    if ("literal" in part) {
      if (part.literal === "") continue;
      if (last !== undefined && "literal" in last) last.literal += part.literal;
      else tidy.push({ literal: part.literal });
    } else if (
      !(part.wildcard === "*" && last !== undefined && "wildcard" in last && last.wildcard === "*")
    ) {
      tidy.push({ wildcard: part.wildcard });
    }
  }
  return tidy;
}

/** Parts without a wildcard are text. */
export function toTextOrGlob(parts: readonly GlobPart[], distance?: number): TextValue | GlobValue {
  const tidy = tidyParts(parts);
  const text = toLiteral(tidy);
  const more = distance === undefined ? {} : { distance };
  return text === null ? { kind: "glob", parts: tidy, ...more } : { kind: "text", text, ...more };
}

/** The text of parts, or null when one of them is a wildcard. */
export function toLiteral(parts: readonly GlobPart[]): string | null {
  let text = "";
  for (const part of parts) {
    if ("wildcard" in part) return null;
    text += part.literal;
  }
  return text;
}

/** Whether it is `*` alone: anything that is there. */
export function isAnything(value: { kind: string; parts?: GlobPart[] }): boolean {
  const [part, ...more] = value.kind === "glob" ? (value.parts ?? []) : [];
  return part !== undefined && more.length === 0 && "wildcard" in part && part.wildcard === "*";
}

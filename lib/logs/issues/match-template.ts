import { logLanguage } from "@/lib/logs/query/language";
import type { PatternPart } from "@/lib/logs/schemas";
import type { GlobPart } from "@/lib/search/grammar/ast";
import { parse } from "@/lib/search/grammar/parse";

/** Letters and digits that stand in every line of a pattern, at least. */
const LEAST_FIXED = 4;

/** What the messages of a pattern have in common, ready to be held against many. */
export interface Template {
  /** The fixed texts in small letters, in order; between two of them stands anything. */
  pieces: string[];
  /** Whether anything may stand before the first piece, and after the last. */
  isOpenBefore: boolean;
  isOpenAfter: boolean;
}

/** A filter as the templates of patterns have it, `message:"slow * took=*ms"`; null for every other one. */
export function readTemplate(filter: string): { parts: PatternPart[]; template: Template } | null {
  const { ast, errors } = parse(filter, logLanguage);
  if (errors.length > 0 || ast.type !== "filter" || ast.isNegated || ast.operator !== "=") return null;
  if (ast.key.scope !== "field" || ast.key.name !== "message") return null;
  const [value, ...more] = ast.values;
  if (value === undefined || more.length > 0) return null;
  if ((value.kind !== "text" && value.kind !== "glob") || value.distance !== undefined) return null;
  // A text without wildcards is looked for anywhere.
  const anything = { wildcard: "*" } as const;
  const parts: GlobPart[] =
    value.kind === "glob" ? value.parts : [anything, { literal: value.text }, anything];
  if (parts.some((part) => "wildcard" in part && part.wildcard === "?")) return null;
  const pieces = parts.flatMap((part) => ("literal" in part ? [part.literal.toLowerCase()] : []));
  const first = parts[0];
  const last = parts.at(-1);
  return {
    parts: (value.kind === "glob" ? parts : parts.slice(1, -1)).map((part) =>
      "literal" in part ? { text: part.literal } : { mask: "any" },
    ),
    template: {
      pieces,
      isOpenBefore: first === undefined || "wildcard" in first,
      isOpenAfter: last === undefined || "wildcard" in last,
    },
  };
}

/** Whether enough of a template is fixed to tell its lines from all others. */
export function isParticular({ pieces }: Template): boolean {
  const fixed = pieces.join("").match(/[\p{L}\p{N}]/gu)?.length ?? 0;
  return fixed >= LEAST_FIXED;
}

/**
 * Whether a message, in small letters, fits: each piece stands behind the one before it. The earliest place of a piece
 * leaves most room for the others, so nothing is tried twice.
 */
export function matchTemplate({ pieces, isOpenBefore, isOpenAfter }: Template, message: string): boolean {
  const last = pieces.length - 1;
  if (last < 0) return isOpenBefore || message === "";
  if (!isOpenBefore && !message.startsWith(pieces[0] ?? "")) return false;
  if (last === 0 && !isOpenBefore && !isOpenAfter) return message === pieces[0];
  const end = isOpenAfter ? "" : (pieces[last] ?? "");
  if (!message.endsWith(end)) return false;
  let at = isOpenBefore ? 0 : (pieces[0]?.length ?? 0);
  const room = message.length - end.length;
  for (let index = isOpenBefore ? 0 : 1; index <= (isOpenAfter ? last : last - 1); index++) {
    const piece = pieces[index] ?? "";
    const found = message.indexOf(piece, at);
    if (found < 0 || found + piece.length > room) return false;
    at = found + piece.length;
  }
  return at <= room;
}

/** The pattern for people, on one line: `slow query took=<num>ms`. */
export function writeTitle(parts: readonly PatternPart[]): string {
  const text = parts.map((part) => ("text" in part ? part.text : `<${part.mask}>`)).join("");
  return text.replaceAll(/\s+/g, " ").trim().slice(0, 200).toWellFormed() || "<any>";
}

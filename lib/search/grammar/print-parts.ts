import type { GlobPart } from "./ast";
import { isEscapable, isLetterOrDigit } from "./characters";

/** Text and wildcards as they are. */
export function printBare(parts: readonly GlobPart[]): string {
  return parts.map((part) => ("literal" in part ? part.literal : part.wildcard)).join("");
}

/**
 * Text and wildcards in quotes; with a wildcard `?`, which between quotes would be a question mark, without
 * them and with backslashes.
 */
export function printGuarded(parts: readonly GlobPart[]): string {
  const hasSingle = parts.some((part) => "wildcard" in part && part.wildcard === "?");
  return hasSingle ? parts.map(escapePart).join("") : printQuoted(parts);
}

/** Text and `*` in quotes. */
export function printQuoted(parts: readonly GlobPart[]): string {
  return `"${parts.map((part) => ("literal" in part ? escapeQuoted(part.literal) : part.wildcard)).join("")}"`;
}

function escapeQuoted(text: string): string {
  return text.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("*", "\\*");
}

function escapePart(part: GlobPart): string {
  if ("wildcard" in part) return part.wildcard;
  return Array.from(part.literal, (character) =>
    isEscapable(character) ? `\\${character}` : character,
  ).join("");
}

/** The parts of a text or of a glob. */
export function toParts(
  value: { kind: "text"; text: string } | { kind: "glob"; parts: GlobPart[] },
): GlobPart[] {
  return value.kind === "text" ? [{ literal: value.text }] : value.parts;
}

/** Whether it would end a pattern that a word before it seems to begin: `/took [0-9]+/`. */
export function endsPattern(bare: string): boolean {
  const at = bare.indexOf("/");
  return at > 0 && at === bare.length - 1;
}

/** Whether nothing special begins with this character, free or after a colon. */
export function isHarmlessStart(character: string): boolean {
  return isLetterOrDigit(character) || "_.'@#%".includes(character) || character > "\u007f";
}

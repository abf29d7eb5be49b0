import type { GlobPart } from "@/lib/search/grammar/ast";

/** Text as it may be sent to Postgres, which knows no NUL. */
export function toStorable(text: string): string {
  return text.replaceAll("\0", "\u{FFFD}").toWellFormed();
}

/** A LIKE pattern that matches a text literally. */
export function escapePattern(text: string): string {
  return toStorable(text).replace(/[\\%_]/g, "\\$&");
}

/** A LIKE pattern in lower case: `*` is any run of characters, `?` exactly one, all else literal. */
export function toPattern(parts: readonly GlobPart[]): string {
  return parts
    .map((part) => {
      if ("literal" in part) return escapePattern(part.literal.toLowerCase());
      return part.wildcard === "*" ? "%" : "_";
    })
    .join("");
}

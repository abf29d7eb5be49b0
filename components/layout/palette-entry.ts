import type { ReactNode } from "react";
import { formatShortId, parseShortId } from "@/lib/issues/short-id";

/** A line of the palette. */
export type Entry = {
  id: string;
  label: string;
  hint?: string;
  keys?: string;
  /** The id of an issue, at the right; the label is its title. */
  shortId?: string;
  icon: ReactNode;
  run: () => void;
};

/** Lines under one heading. */
export type EntryGroup = { heading: string; entries: readonly Entry[] };

/** What the first character of the field asks for: `>` commands, `#` issues, `@` people; anything else all of it. */
export type PaletteKind = "all" | "commands" | "issues" | "people";

/** What is typed, without the character that asks for one kind. */
export type PaletteAsk = { kind: PaletteKind; words: string };

/** The entries whose label or hint holds the words, those that begin with them first; at most 12. */
export function matching(entries: readonly Entry[], words: string): Entry[] {
  const wanted = words.toLowerCase();
  return entries
    .map((entry) => ({ entry, rank: rankOf(entry, wanted) }))
    .filter(({ rank }) => rank < 3)
    .sort((a, b) => a.rank - b.rank)
    .slice(0, 12)
    .map(({ entry }) => entry);
}

function rankOf({ label, hint = "" }: Entry, wanted: string): number {
  const at = label.toLowerCase().indexOf(wanted);
  if (at >= 0) return at === 0 ? 0 : 1;
  return hint.toLowerCase().includes(wanted) ? 2 : 3;
}

/** ">" asks for commands alone, "#" for issues, "@" for people. */
export function readAsk(text: string): PaletteAsk {
  const trimmed = text.trim();
  const kind = KINDS[trimmed.charAt(0)];
  return kind ? { kind, words: trimmed.slice(1).trim() } : { kind: "all", words: trimmed };
}

/** The id that the words are, as issues write it (`WEB-4F2`); null when they are none, or look for no issues. */
export function readShortId({ kind, words }: PaletteAsk): string | null {
  const parsed = kind === "all" || kind === "issues" ? parseShortId(words) : null;
  return parsed && formatShortId(parsed.prefix, parsed.number);
}

/**
 * The line that Enter means: the one on which somebody stands while it is there, else the issue whose id is typed, else the
 * first. Null only without lines.
 */
export function currentEntry(
  entries: readonly Entry[],
  stood: string | null,
  typedId: string | null,
): Entry | null {
  return (
    entries.find(({ id }) => id === stood) ??
    entries.find(({ shortId }) => shortId !== undefined && shortId === typedId) ??
    entries[0] ??
    null
  );
}

const KINDS: Readonly<Record<string, PaletteKind>> = { ">": "commands", "#": "issues", "@": "people" };

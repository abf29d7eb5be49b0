import { isWord } from "@/lib/grouping/functions/scan";

/** `'…'` and `"…"` with something inside. Remembers for each quote when no further one follows. */
export function createQuoteScanner(text: string) {
  const missing = new Set<string>();
  return {
    match(at: number): number {
      const quote = text.charAt(at);
      if ((quote !== "'" && quote !== '"') || missing.has(quote)) return 0;
      const end = text.indexOf(quote, at + 1);
      if (end < 0) missing.add(quote);
      return end > at + 1 ? end + 1 : 0;
    },
  };
}

/** The end of a boolean in Python's or anyone else's spelling, or 0. */
export function matchBoolean(text: string, at: number): number {
  for (const word of ["true", "false", "True", "False"]) {
    if (text.startsWith(word, at)) return isWord(text.charCodeAt(at + word.length)) ? 0 : at + word.length;
  }
  return 0;
}

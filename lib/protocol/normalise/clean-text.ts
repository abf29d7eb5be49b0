const REPLACEMENT = "\uFFFD";

/** Text that Postgres, JSON and a browser all take: no U+0000 and no half of a surrogate pair (both become U+FFFD). */
export function cleanText(text: string): string {
  const visible = text.includes("\0") ? text.replaceAll("\0", REPLACEMENT) : text;
  return (visible as WellFormed).isWellFormed() ? visible : (visible as WellFormed).toWellFormed();
}

/** The first `max` UTF-16 units, never half of a surrogate pair. */
export function cutText(text: string, max: number): string {
  if (text.length <= max) return text;
  const last = text.charCodeAt(max - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? max - 1 : max);
}

/** ES2024, in every Node that we run on but not yet in our compiler's library. */
type WellFormed = string & { isWellFormed(): boolean; toWellFormed(): string };

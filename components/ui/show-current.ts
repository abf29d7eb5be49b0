/**
 * Brings the current one of a strip's links into sight, in the middle where there is room for that. The strip alone is
 * scrolled: the page stays where its reader is.
 */
export function showCurrent(strip: Element | null): void {
  const current = strip?.querySelector("[aria-current]");
  if (!strip || !current) return;
  const { left, width } = strip.getBoundingClientRect();
  const its = current.getBoundingClientRect();
  strip.scrollLeft += its.left + its.width / 2 - (left + width / 2);
}

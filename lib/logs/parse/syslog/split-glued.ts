const LESS = 0x3c;
/** `<14>1 2026-`, `<14>Nov 22 `, `<14>Nov  2 `. */
const HEADER = /^<\d{1,3}>(?:1 (?:\d{4}-|- )|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) [ \d]\d )/;
const LONGEST = 12;

/** The messages that somebody wrote one after the other without anything between them: each begins with a header. */
export function splitGlued(bytes: Buffer): Buffer[] {
  const parts: Buffer[] = [];
  let from = 0;
  for (let at = bytes.indexOf(LESS, 1); at !== -1; at = bytes.indexOf(LESS, at + 1)) {
    if (!HEADER.test(bytes.toString("latin1", at, at + LONGEST))) continue;
    parts.push(bytes.subarray(from, at));
    from = at;
  }
  return [...parts, bytes.subarray(from)];
}

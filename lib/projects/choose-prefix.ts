const LENGTH = 8;

/**
 * The start of a project's short ids: the last word of its slug that is not a number, in capitals, at most 8 letters
 * and digits; with a number behind it when another project has it already. "storefront-web" → WEB, then WEB2.
 */
export function choosePrefix(slug: string, taken: ReadonlySet<string>): string {
  const words = slug.toUpperCase().split("-").filter(Boolean);
  const word = (words.findLast((word) => !/^\d+$/.test(word)) ?? words.at(-1) ?? "P").slice(0, LENGTH);
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? word : `${word}${number}`;
    if (!taken.has(candidate)) return candidate;
  }
}

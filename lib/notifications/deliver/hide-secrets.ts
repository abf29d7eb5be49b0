/** Shorter ones are no secrets, and might be words of the answer. */
const SHORTEST = 8;
/** Pieces of a path: names of services are shorter. */
const SHORTEST_PIECE = 16;

/**
 * An answer without what is secret of its channel: pages for errors like to repeat the address that was asked, and everybody
 * may read the log of deliveries.
 */
export function hideSecrets(answer: string, secret: Readonly<Record<string, string>>): string {
  return Object.values(secret)
    .flatMap(piecesOf)
    .toSorted((a, b) => b.length - a.length)
    .reduce((text, piece) => text.replaceAll(piece, "…"), answer);
}

/** A key is one piece; an address is all of it, what stands behind its host, and each long part of that. */
function piecesOf(value: string): string[] {
  if (!URL.canParse(value)) return value.length < SHORTEST ? [] : [value];
  const { pathname, search, href } = new URL(value);
  const whole = [value, href, pathname + search, pathname].filter(({ length }) => length >= SHORTEST);
  const parts = (pathname + search).split(/[/?&=]/).filter(({ length }) => length >= SHORTEST_PIECE);
  return [...whole, ...parts];
}

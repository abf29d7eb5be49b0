/** A value of a facet as it is shown, and the filter that asks for it. */
export type FacetChoice = { key: string; value: string; label: string };

const USERS: readonly [head: string, key: string][] = [
  ["id:", "user.id"],
  ["email:", "user.email"],
  ["username:", "user.username"],
  ["ip:", "user.ip"],
];

/** Users are told apart by what was known first of their id, address, name and IP address: each has a field of its own. */
export function describeValue(facet: string, value: string): FacetChoice {
  const user = facet === "user" ? USERS.find(([head]) => value.startsWith(head)) : undefined;
  if (user === undefined) return { key: facet, value, label: value };
  const [head, key] = user;
  const rest = value.slice(head.length);
  return { key, value: rest, label: head === "id:" ? `id ${rest}` : rest };
}

/** "38%", and for what is there at all at least "<1%". */
export function formatShare(share: number): string {
  const percent = Math.round(share * 100);
  return percent === 0 && share > 0 ? "<1%" : `${percent}%`;
}

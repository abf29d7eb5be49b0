/** Rows of the same key as one: how many there were, the first and the last of them, in the order of first appearance. */
export function addUp<T>(rows: T[], key: (row: T) => string): { first: T; last: T; quantity: number }[] {
  const sums = new Map<string, { first: T; last: T; quantity: number }>();
  for (const row of rows) {
    const name = key(row);
    const sum = sums.get(name);
    if (sum) {
      sum.last = row;
      sum.quantity++;
    } else sums.set(name, { first: row, last: row, quantity: 1 });
  }
  return [...sums.values()];
}

/** Rows of the same key as one: how many there were and the last of them, in the order of first appearance. */
export function addUp<T>(rows: T[], key: (row: T) => string): { last: T; quantity: number }[] {
  const sums = new Map<string, { last: T; quantity: number }>();
  for (const row of rows) {
    const name = key(row);
    const sum = sums.get(name);
    if (sum) {
      sum.last = row;
      sum.quantity++;
    } else sums.set(name, { last: row, quantity: 1 });
  }
  return [...sums.values()];
}

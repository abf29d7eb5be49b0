/**
 * How many single changes (insert, remove, replace, swap neighbours) make one text the other.
 * @returns null when it is more than `bound`; work is bounded by length × bound
 */
export function editDistance(one: string, other: string, bound: number): number | null {
  if (Math.abs(one.length - other.length) > bound) return null;
  const far = bound + 1;
  let before: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (let row = 1; row <= one.length; row += 1) {
    const current = Array.from({ length: other.length + 1 }, () => far);
    if (row <= bound) current[0] = row;
    const end = Math.min(other.length, row + bound);
    for (let column = Math.max(1, row - bound); column <= end; column += 1) {
      const isSame = one[row - 1] === other[column - 1];
      let best = (last[column - 1] ?? far) + (isSame ? 0 : 1);
      best = Math.min(best, (last[column] ?? far) + 1, (current[column - 1] ?? far) + 1);
      const isSwap = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      if (row > 1 && column > 1 && isSwap) best = Math.min(best, (before[column - 2] ?? far) + 1);
      current[column] = Math.min(best, far);
    }
    before = last;
    last = current;
  }
  const distance = last[other.length] ?? far;
  return distance > bound ? null : distance;
}

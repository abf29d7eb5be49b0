const MOST_EDITS = 3;

/** The name that was probably meant: the one with the fewest letters changed, if those are few. */
export function suggestName(wrong: string, names: readonly string[]): string | undefined {
  let best: string | undefined;
  let fewest = Math.min(MOST_EDITS, Math.floor(wrong.length / 2)) + 1;
  for (const name of names) {
    if (Math.abs(name.length - wrong.length) >= fewest) continue;
    const edits = countEdits(wrong.toLowerCase(), name);
    if (edits < fewest) [best, fewest] = [name, edits];
  }
  return best;
}

/** `did you mean …?` for a message, or what is allowed. */
export function adviseName(wrong: string, names: readonly string[]): string {
  const meant = suggestName(wrong, names);
  return meant ? `did you mean \`${meant}\`?` : `allowed are ${listNames(names)}`;
}

export function listNames(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(", ");
}

/** Letters added, dropped or changed to come from one to the other (Levenshtein). */
function countEdits(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) {
      const change = (row[j - 1] ?? 0) + (one[i - 1] === other[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[other.length] ?? 0;
}

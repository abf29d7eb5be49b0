import type { Span } from "@/lib/search/grammar/ast";

/** Where a name, or one of its parts, begins with what was typed, in any case; null when none does. */
export function matchName(typed: string, name: string): Span | null {
  const wanted = typed.toLowerCase();
  const lower = name.toLowerCase();
  for (let from = lower.indexOf(wanted); from >= 0; from = lower.indexOf(wanted, from + 1)) {
    if (isPartStart(name, from)) return { from, to: from + wanted.length };
    if (wanted === "") return null;
  }
  return null;
}

function isPartStart(name: string, at: number): boolean {
  if (at === 0) return true;
  const before = name.charAt(at - 1);
  const here = name.charAt(at);
  return "._- ".includes(before) || (before === before.toLowerCase() && here !== here.toLowerCase());
}

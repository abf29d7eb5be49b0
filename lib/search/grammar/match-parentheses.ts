import { isSpace } from "./characters";

/**
 * For each `(` that closes again before white space: where. So `handler(req)` is one word and `(a OR b)` is not.
 * One pass; key and value are positions.
 */
export function matchParentheses(text: string): ReadonlyMap<number, number> {
  const pairs = new Map<number, number>();
  let open: number[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (isSpace(character)) open = [];
    else if (character === "(") open.push(at);
    else if (character === ")") {
      const from = open.pop();
      if (from !== undefined) pairs.set(from, at);
    }
  }
  return pairs;
}

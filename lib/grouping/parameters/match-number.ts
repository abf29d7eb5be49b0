import { isDigit, isWord, skipWhile } from "@/lib/grouping/functions/scan";

/** An unsigned number that begins here and ends with a word: `12` is an `int`, `1.5` and `2e-7` a `float`. */
export function matchNumber(text: string, at: number): { name: "int" | "float"; end: number } | undefined {
  const whole = skipWhile(text, at, isDigit);
  if (whole === at) return undefined;
  let end = whole;
  let name: "int" | "float" = "int";
  if (text[end] === "." && isDigit(text.charCodeAt(end + 1))) {
    const fraction = skipWhile(text, end + 1, isDigit);
    if (!isWord(text.charCodeAt(fraction)) || isExponent(text, fraction)) {
      end = fraction;
      name = "float";
    }
  }
  if (isExponent(text, end)) {
    end = skipWhile(text, end + 2, isDigit);
    name = "float";
  }
  return isWord(text.charCodeAt(end)) ? undefined : { name, end };
}

function isExponent(text: string, at: number): boolean {
  if (text[at] !== "e" && text[at] !== "E") return false;
  const sign = text[at + 1];
  return isDigit(text.charCodeAt(sign === "+" || sign === "-" ? at + 2 : at + 1));
}

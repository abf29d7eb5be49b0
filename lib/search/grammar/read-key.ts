import { isKeyPart, isKeyStart, isSpace, isWordEnd } from "./characters";
import type { Scan } from "./scan";
import type { RawKey } from "./token";

/** A name at `at`: plain, `count()`, `"in quotes"`, `tags[name]`, `flags[name]` or `*`. Null when there is none. */
export function readKey(scan: Scan, at: number): RawKey | null {
  const first = scan.text.charAt(at);
  if (first === '"') return readQuotedKey(scan.text, at);
  if (first === "*") return { form: "any", name: "*", from: at, to: at + 1 };
  if (!isKeyStart(first)) return null;
  let end = at;
  while (isKeyPart(scan.text.charAt(end))) end += 1;
  const name = scan.text.slice(at, end);
  const next = scan.text.charAt(end);
  if (next === "[" && (name === "tags" || name === "flags")) return readBrackets(scan, at, end, name);
  if (next === "(") return readCall(scan.text, at, end);
  return { form: "plain", name, from: at, to: end };
}

function readQuotedKey(text: string, at: number): RawKey | null {
  const quoted = readQuotedName(text, at);
  return quoted === null ? null : { form: "quoted", name: quoted.name, from: at, to: quoted.to };
}

/** In a name in quotes `\"` and `\\` are the only escapes; it ends before a line break and is never empty. */
function readQuotedName(text: string, at: number): { name: string; to: number } | null {
  let name = "";
  for (let end = at + 1; end < text.length; end += 1) {
    const character = text.charAt(end);
    const next = text.charAt(end + 1);
    if (character === '"') return name === "" ? null : { name, to: end + 1 };
    if (character === "\\" && (next === '"' || next === "\\")) {
      name += next;
      end += 1;
    } else name += character;
  }
  return null;
}

function readBrackets(scan: Scan, at: number, bracket: number, form: "tags" | "flags"): RawKey | null {
  const { text, errors } = scan;
  const quoted = text.charAt(bracket + 1) === '"' ? readQuotedName(text, bracket + 1) : null;
  let end = quoted?.to ?? bracket + 1;
  if (quoted === null) while (!isBracketEnd(text.charAt(end))) end += 1;
  if (text.charAt(end) !== "]") {
    errors.push({ from: bracket, to: bracket + 1, message: "This bracket is not closed.", expected: ["]"] });
    return null;
  }
  const name = quoted?.name ?? text.slice(bracket + 1, end);
  if (name === "") {
    errors.push({ from: bracket, to: end + 1, message: `Put a name between the brackets of ${form}[…].` });
    return null;
  }
  return { form, name, from: at, to: end + 1 };
}

function isBracketEnd(character: string): boolean {
  return character === "]" || character === '"' || character === "" || isSpace(character);
}

/** `p95(transaction.duration)`: a plain key whose name has parentheses; spaces inside are not part of it. */
function readCall(text: string, at: number, open: number): RawKey {
  let end = open + 1;
  let inside = "";
  for (; isCallPart(text.charAt(end)); end += 1) {
    if (!isSpace(text.charAt(end))) inside += text.charAt(end);
  }
  const name = text.slice(at, open);
  if (text.charAt(end) !== ")") return { form: "plain", name, from: at, to: open };
  return { form: "plain", name: `${name}(${inside})`, from: at, to: end + 1 };
}

function isCallPart(character: string): boolean {
  return isKeyPart(character) || character === "," || character === "*" || character === " ";
}

/** Whether all of a name reads as one plain key, so that it needs no quotes. */
export function isPlainName(name: string): boolean {
  let end = 0;
  if (!isKeyStart(name.charAt(0))) return false;
  while (isKeyPart(name.charAt(end))) end += 1;
  if (end === name.length) return true;
  if (name.charAt(end) !== "(" || name.includes(" ")) return false;
  return readCall(name, 0, end).to === name.length;
}

/** The name after `has:`: a key, or whatever stands there as a name of its own. Null when nothing does. */
export function readNamedKey(scan: Scan, at: number): RawKey | null {
  const key = readKey(scan, at);
  if (key !== null && isWordEnd(scan.text.charAt(key.to))) return key;
  let end = at;
  while (!isWordEnd(scan.text.charAt(end))) end += 1;
  return end === at ? null : { form: "plain", name: scan.text.slice(at, end), from: at, to: end };
}

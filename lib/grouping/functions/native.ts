import type { FunctionName } from "./function-name";
import { dropAfter, isDigit, isHexDigit, isWord, replaceAll } from "./scan";

const UNKNOWN = new Set(["<redacted>", "<unknown>", "<unknown function>", "???"]);

/** The three spellings of C++'s unnamed namespace: clang and gcc, gcc's older one, and Microsoft's. */
const UNNAMED_NAMESPACES = [
  "(anonymous namespace)",
  "{anonymous}",
  "`anonymous namespace'",
  "`anonymous-namespace'",
];
const NAMESPACE = "anonymous$namespace";

/**
 * A demangled C, C++, Rust, Swift or Objective-C name as every compiler would have written it: no return type,
 * no arguments, templates as `<T>`, no hashes, no numbering.
 */
export function cleanNativeFunction(name: string): FunctionName {
  if (UNKNOWN.has(name)) return { hint: "ignored because the symbol is unknown" };
  if (name.startsWith("-[") || name.startsWith("+[")) return { name };
  const block = objectiveCBlock(name);
  if (block) return { name: block };

  const owner = name.startsWith("closure #") ? name.lastIndexOf(" in ") : -1;
  if (owner > 0) return { name: `closure in ${cleanSymbol(name.slice(owner + 4))}` };
  return { name: cleanSymbol(name) || name };
}

function cleanSymbol(name: string): string {
  let clean = cutRustHash(name);
  for (const spelling of UNNAMED_NAMESPACES) clean = replaceAll(clean, spelling, NAMESPACE);
  clean = cutDecoration(unifyLambdas(clean));
  return replaceAll(cutReturnType(cutArgumentsAndTemplates(clean)), NAMESPACE, "(anonymous namespace)");
}

/** `__32-[Cart total:]_block_invoke_2` → `-[Cart total:]_block_invoke`. */
function objectiveCBlock(name: string): string | undefined {
  if (!name.startsWith("__")) return undefined;
  const invoke = name.indexOf("_block_invoke");
  if (invoke < 0) return undefined;
  let start = 2;
  while (isDigit(name.charCodeAt(start))) start++;
  return `${name.slice(start, invoke)}_block_invoke`;
}

/** `core::result::unwrap::h0123456789abcdef` and the crate ids of the newer scheme, `core[0123abcd]::result`. */
function cutRustHash(name: string): string {
  let clean = name;
  const hash = clean.length - 16;
  if (clean.startsWith("::h", hash - 3) && allHex(clean, hash)) clean = clean.slice(0, hash - 3);
  if (!clean.includes("]::")) return clean;
  let out = "";
  let from = 0;
  for (let open = clean.indexOf("["); open >= 0; open = clean.indexOf("[", open + 1)) {
    let end = open + 1;
    while (isHexDigit(clean.charCodeAt(end))) end++;
    if (end - open > 8 && clean.startsWith("]::", end)) {
      out += clean.slice(from, open);
      from = end + 1;
    }
  }
  return out + clean.slice(from);
}

function allHex(text: string, start: number): boolean {
  if (start < 0) return false;
  for (let at = start; at < text.length; at++) if (!isHexDigit(text.charCodeAt(at))) return false;
  return true;
}

/** gcc's `{lambda(int)#1}`, clang's `$_0` and `'lambda0'`, Microsoft's `<lambda_5f3a…>`, Swift's `closure #1`. */
function unifyLambdas(name: string): string {
  let clean = dropAfter(name, "<lambda_", isHexDigit);
  clean = replaceAll(clean, "<lambda_>", "lambda");
  clean = replaceAll(dropAfter(clean, "closure#", isDigit), "closure#", "closure");
  clean = replaceAll(dropAfter(clean, "$_", isDigit), "$_", "lambda");
  clean = replaceAll(dropAfter(clean, "'lambda", isDigit), "'lambda'", "lambda");
  return cutBracedLambdas(clean);
}

function cutBracedLambdas(name: string): string {
  let open = name.indexOf("{lambda(");
  if (open < 0) return name;
  let out = "";
  let from = 0;
  while (open >= 0) {
    const end = name.indexOf("}", open);
    if (end < 0) break;
    out += `${name.slice(from, open)}lambda`;
    from = end + 1;
    open = name.indexOf("{lambda(", from);
  }
  return out + name.slice(from);
}

/** Windows calling conventions: `_Save@12`, `@Save@8`; and the suffixes of gcc's copies: `save.isra.0`, `save [clone .cold]`. */
function cutDecoration(name: string): string {
  const clone = name.indexOf(" [clone ");
  let clean = clone > 0 ? name.slice(0, clone) : name;
  for (const suffix of [".isra.", ".part.", ".constprop.", ".llvm.", ".cold"]) {
    const found = clean.indexOf(suffix);
    if (found > 0) clean = clean.slice(0, found);
  }
  let digits = clean.length;
  while (digits > 0 && isDigit(clean.charCodeAt(digits - 1))) digits--;
  if (digits < clean.length && digits > 1 && clean[digits - 1] === "@" && !clean.includes(" ")) {
    const start = clean[0] === "_" || clean[0] === "@" ? 1 : 0;
    clean = clean.slice(start, digits - 1);
  }
  return clean;
}

/**
 * One pass with one depth per bracket. `<` opens a template unless it belongs to an `operator` or begins a
 * Rust path (`<T as Trait>::call`), which is the name itself.
 */
function cutArgumentsAndTemplates(name: string): string {
  let out = "";
  let round = 0;
  let angle = 0;
  for (let at = 0; at < name.length; at++) {
    const operator = round === 0 && angle === 0 ? operatorLength(name, at) : 0;
    if (operator > 0) {
      out += name.slice(at, at + operator);
      at += operator - 1;
      continue;
    }
    const char = name[at];
    if (char === "(" && angle === 0) round++;
    else if (char === ")" && angle === 0 && round > 0) round--;
    else if (round > 0) continue;
    else if (char === "<" && (angle > 0 || opensTemplate(name, at))) {
      if (angle++ === 0) out += "<T>";
    } else if (char === ">" && angle > 0 && name[at - 1] !== "-") angle--;
    else if (angle === 0) out += char;
  }
  return out;
}

function opensTemplate(name: string, at: number): boolean {
  return at > 0 && (isWord(name.charCodeAt(at - 1)) || name[at - 1] === ":");
}

/** Length of `operator…` with its symbol if one starts here, else 0. */
function operatorLength(name: string, at: number): number {
  if (!name.startsWith("operator", at) || (at > 0 && isWord(name.charCodeAt(at - 1)))) return 0;
  const start = at + 8;
  if (name.startsWith("()", start) || name.startsWith("[]", start)) return 10;
  let end = start;
  while (end < name.length && "<>=-+*/!&|^%~,".includes(name.charAt(end))) end++;
  return end > start ? end - at : 0;
}

/** `void shop::Cart::save const` → `shop::Cart::save`; a leading Rust path in angle brackets is kept whole. */
function cutReturnType(name: string): string {
  let clean = name.trim();
  const result = clean.indexOf(" -> ");
  if (result > 0) clean = clean.slice(0, result).trimEnd();
  for (const effect of [" const", " throws", " async"]) {
    if (clean.endsWith(effect)) clean = clean.slice(0, -effect.length);
  }
  if (clean.startsWith("<") || clean.includes("operator ")) return clean;
  return clean.slice(clean.lastIndexOf(" ") + 1);
}

import { type CharacterTest, isUnicodeClass, perlClass, posixClass } from "./classes";

export type AssertKind = "start" | "end" | "lineStart" | "lineEnd" | "boundary" | "noBoundary";

export type PatternNode =
  | { type: "empty" }
  | { type: "one"; test: CharacterTest }
  | { type: "assert"; kind: AssertKind }
  | { type: "row"; children: PatternNode[] }
  | { type: "either"; children: PatternNode[] }
  | { type: "repeat"; child: PatternNode; least: number; most: number | null; isGreedy: boolean }
  /** `group` counts from 1. */
  | { type: "capture"; child: PatternNode; group: number };

interface Flags {
  i: boolean;
  m: boolean;
  s: boolean;
  U: boolean;
}

/** Why a pattern cannot be run here. */
export class PatternProblem extends Error {}

const NEWLINE = 10;
const escapes: Readonly<Record<string, number>> = { a: 7, f: 12, n: 10, r: 13, t: 9, v: 11 };

function fault(message: string): never {
  throw new PatternProblem(message);
}

function one(test: CharacterTest): PatternNode {
  return { type: "one", test };
}

/** Reads a regular expression of RE2 into a tree, with the number of its groups. @throws PatternProblem */
export function parsePattern(source: string, isDotAll: boolean): { tree: PatternNode; groups: number } {
  const text = Array.from(source);
  let at = 0;
  let groups = 0;
  let flags: Flags = { i: false, m: false, s: isDotAll, U: false };

  function readEither(): PatternNode {
    const children = [readRow()];
    while (text[at] === "|") {
      at += 1;
      children.push(readRow());
    }
    return children.length === 1 ? (children[0] as PatternNode) : { type: "either", children };
  }

  function readRow(): PatternNode {
    const children: PatternNode[] = [];
    while (at < text.length && text[at] !== "|" && text[at] !== ")") {
      let node = readOne();
      for (let repeat = readRepeat(node); repeat !== null; repeat = readRepeat(node)) node = repeat;
      children.push(node);
    }
    return { type: "row", children };
  }

  function readRepeat(child: PatternNode): PatternNode | null {
    const sign = text[at];
    let least = 0;
    let most: number | null = null;
    if (sign === "*") at += 1;
    else if (sign === "+") {
      least = 1;
      at += 1;
    } else if (sign === "?") {
      most = 1;
      at += 1;
    } else if (sign === "{") {
      const counted = /^\{(\d{1,3}|1000)(,(\d{1,3}|1000)?)?\}/.exec(text.slice(at, at + 12).join(""));
      if (counted === null) return null;
      least = Number(counted[1]);
      most = counted[2] === undefined ? least : counted[3] === undefined ? null : Number(counted[3]);
      if (most !== null && most < least) fault("A repetition ends before it begins.");
      at += counted[0].length;
    } else return null;
    const isLazy = text[at] === "?";
    if (isLazy) at += 1;
    return { type: "repeat", child, least, most, isGreedy: isLazy === flags.U };
  }

  function readOne(): PatternNode {
    const character = text[at] ?? "";
    at += 1;
    switch (character) {
      case ".":
        return { type: "one", test: flags.s ? () => true : (code) => code !== NEWLINE };
      case "^":
        return { type: "assert", kind: flags.m ? "lineStart" : "start" };
      case "$":
        return { type: "assert", kind: flags.m ? "lineEnd" : "end" };
      case "[":
        return one(readClass());
      case "(":
        return readGroup();
      case "\\":
        return readEscape();
      case "*":
      case "+":
      case "?":
        return fault(`Nothing stands before ${character}.`);
      default:
        return literal(character.codePointAt(0) ?? 0);
    }
  }

  function readGroup(): PatternNode {
    const before = flags;
    let group: number | null = null;
    const head = text.slice(at, at + 80).join("");
    const named = /^\?P?<\w+>/.exec(head);
    const flagged = /^\?([imsU-]*)([:)])/.exec(head);
    if (named !== null) {
      at += Array.from(named[0]).length;
      group = groups += 1;
    } else if (flagged !== null) {
      at += flagged[0].length;
      const [on = "", off = ""] = (flagged[1] ?? "").split("-");
      flags = { ...flags };
      for (const flag of on) flags[flag as keyof Flags] = true;
      for (const flag of off) flags[flag as keyof Flags] = false;
      // Flags without a colon hold for the rest of the group around them.
      if (flagged[2] === ")") return { type: "empty" };
    } else if (text[at] === "?") fault("After (? stands what is not known.");
    else group = groups += 1;
    const child = readEither();
    if (text[at] !== ")") fault("A ( is not closed.");
    at += 1;
    flags = before;
    return group === null ? child : { type: "capture", child, group };
  }

  function readEscape(): PatternNode {
    const character = text[at] ?? "";
    if (character === "Q") {
      at += 1;
      const rest = text.slice(at);
      const end = rest.findIndex((one, index) => one === "\\" && rest[index + 1] === "E");
      const quoted = end < 0 ? rest : rest.slice(0, end);
      at += quoted.length + (end < 0 ? 0 : 2);
      return { type: "row", children: quoted.map((one) => literal(one.codePointAt(0) ?? 0)) };
    }
    if (character === "E") {
      at += 1;
      return { type: "empty" };
    }
    const assert = ({ A: "start", z: "end", b: "boundary", B: "noBoundary" } as const)[character];
    if (assert !== undefined) {
      at += 1;
      return { type: "assert", kind: assert };
    }
    const named = readNamedClass();
    return named === null ? literal(readEscapedCode()) : one(named);
  }

  /** After a backslash: `d`, `W`, `pL`, `P{Greek}`; null for anything else. */
  function readNamedClass(): CharacterTest | null {
    const character = text[at] ?? "";
    const perl = perlClass(character);
    if (perl !== null) {
      at += 1;
      return perl;
    }
    if (character !== "p" && character !== "P") return null;
    const found = /^[pP](?:\{(\^?)(\w+)\}|(\w))/.exec(text.slice(at, at + 40).join(""));
    const test = isUnicodeClass(found?.[2] ?? found?.[3] ?? "");
    if (found === null || test === null) return fault("This class of characters is not known here.");
    at += found[0].length;
    const isOther = (character === "P") !== (found[1] === "^");
    return isOther ? (code) => !test(code) : test;
  }

  function readEscapedCode(): number {
    const character = text[at] ?? "";
    at += 1;
    if (character === "x") {
      const found = /^(?:\{([0-9a-fA-F]{1,6})\}|([0-9a-fA-F]{2}))/.exec(text.slice(at, at + 10).join(""));
      if (found === null) return fault("After \\x stand two hexadecimal digits.");
      at += found[0].length;
      return Number.parseInt(found[1] ?? found[2] ?? "", 16);
    }
    const known = escapes[character];
    if (known !== undefined) return known;
    if (/[0-9A-Za-z]/.test(character)) return fault(`\\${character} is not known here.`);
    return character.codePointAt(0) ?? 0;
  }

  function readClass(): CharacterTest {
    const isOther = text[at] === "^";
    if (isOther) at += 1;
    const tests: CharacterTest[] = [];
    for (let isFirst = true; text[at] !== "]" || isFirst; isFirst = false) {
      if (at >= text.length) return fault("A [ is not closed.");
      const posix = /^\[:(\^?)(\w+):\]/.exec(text.slice(at, at + 16).join(""));
      const posixTest = posix === null ? null : posixClass(posix[2] ?? "");
      if (posix !== null && posixTest !== null) {
        at += posix[0].length;
        tests.push(posix[1] === "^" ? (code) => !posixTest(code) : posixTest);
        continue;
      }
      const low = readClassPart();
      if (typeof low === "function") {
        tests.push(low);
        continue;
      }
      if (text[at] !== "-" || text[at + 1] === "]" || text[at + 1] === undefined) {
        tests.push((code) => code === low);
        continue;
      }
      at += 1;
      const high = readClassPart();
      if (typeof high === "function" || high < low)
        return fault("A range of characters ends before it begins.");
      tests.push((code) => code >= low && code <= high);
    }
    at += 1;
    const folded = fold((code) => tests.some((test) => test(code)));
    return isOther ? (code) => !folded(code) : folded;
  }

  function readClassPart(): CharacterTest | number {
    const character = text[at] ?? "";
    at += 1;
    return character === "\\" ? (readNamedClass() ?? readEscapedCode()) : (character.codePointAt(0) ?? 0);
  }

  /** The same in any case, where the flag says so. */
  function fold(test: CharacterTest): CharacterTest {
    return flags.i ? (code) => test(code) || casesOf(code).some(test) : test;
  }

  function literal(code: number): PatternNode {
    return one(fold((other) => other === code));
  }

  const tree = readEither();
  if (at < text.length) fault("There is no ( for a ).");
  return { tree, groups };
}

/** The other cases of a character; the sigma has two small ones. */
function casesOf(code: number): number[] {
  const character = String.fromCodePoint(code);
  const upper = character.toUpperCase();
  return [character.toLowerCase(), upper, upper === "Σ" ? "ς" : upper].map(
    (one) => one.codePointAt(0) ?? code,
  );
}

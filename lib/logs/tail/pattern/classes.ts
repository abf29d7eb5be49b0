/** Whether a character, by its code point, fits. */
export type CharacterTest = (code: number) => boolean;

const between = (low: string, high: string): CharacterTest => {
  const [first, last] = [low.charCodeAt(0), high.charCodeAt(0)];
  return (code) => code >= first && code <= last;
};
const among = (characters: string): CharacterTest => {
  const codes = Array.from(characters, (one) => one.codePointAt(0) ?? 0);
  return (code) => codes.includes(code);
};
const any =
  (...tests: CharacterTest[]): CharacterTest =>
  (code) =>
    tests.some((test) => test(code));

const digit = between("0", "9");
const upper = between("A", "Z");
const lower = between("a", "z");
const alpha = any(upper, lower);
const alnum = any(alpha, digit);

/** Letters, digits and the low line of ASCII: what `\w` and `\b` go by. */
export const isWord = any(alnum, among("_"));

const perl: Readonly<Record<string, CharacterTest>> = { d: digit, w: isWord, s: among("\t\n\f\r ") };

const posix: Readonly<Record<string, CharacterTest>> = {
  alnum,
  alpha,
  digit,
  lower,
  upper,
  word: isWord,
  ascii: (code) => code < 128,
  blank: among("\t "),
  cntrl: (code) => code < 32 || code === 127,
  graph: between("!", "~"),
  print: between(" ", "~"),
  punct: (code) => between("!", "~")(code) && !alnum(code),
  space: among("\t\n\v\f\r "),
  xdigit: any(digit, between("A", "F"), between("a", "f")),
};

const unicode: Readonly<Record<string, RegExp>> = {
  L: /^\p{L}$/u,
  Lu: /^\p{Lu}$/u,
  Ll: /^\p{Ll}$/u,
  M: /^\p{M}$/u,
  N: /^\p{N}$/u,
  Nd: /^\p{Nd}$/u,
  P: /^\p{P}$/u,
  S: /^\p{S}$/u,
  Z: /^\p{Z}$/u,
  Latin: /^\p{Script=Latin}$/u,
  Greek: /^\p{Script=Greek}$/u,
  Cyrillic: /^\p{Script=Cyrillic}$/u,
  Han: /^\p{Script=Han}$/u,
};

/** `\d`, `\W` and so on, of ASCII as in RE2; null for another letter. */
export function perlClass(letter: string): CharacterTest | null {
  const test = Object.hasOwn(perl, letter.toLowerCase()) ? perl[letter.toLowerCase()] : undefined;
  if (test === undefined) return null;
  return letter === letter.toLowerCase() ? test : (code) => !test(code);
}

/** `[:alpha:]` and so on; null for an unknown name. */
export function posixClass(name: string): CharacterTest | null {
  return (Object.hasOwn(posix, name) ? posix[name] : undefined) ?? null;
}

/** `\p{L}` and so on, the classes that people use; null for another name. */
export function isUnicodeClass(name: string): CharacterTest | null {
  const pattern = Object.hasOwn(unicode, name) ? unicode[name] : undefined;
  return pattern === undefined ? null : (code) => pattern.test(String.fromCodePoint(code));
}

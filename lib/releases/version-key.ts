/** A version that can be put in order with others of the same package. */
export type VersionKey = {
  /** What stands before the last `@`; null for a plain version. */
  package: string | null;
  /** ASCII text whose byte order is the order of versions. Only keys of one package say anything about each other. */
  key: string;
};

const NUMBER = /^(?:0|[1-9][0-9]*)$/;
const DIGITS = /^[0-9]+$/;
const IDENTIFIER = /^[0-9A-Za-z-]+$/;

/** `1.2`, `1.2.3` and, as .NET and Windows count, `1.2.3.4`. A lone number is a build, a date or a hash. */
const LEAST_NUMBERS = 2;
const MOST_NUMBERS = 4;

// Below every character of an identifier, so that what ends comes before what goes on.
const END = "!";
const PRE_RELEASE = "-";
const RELEASE = "~";

/** Numbers of up to 25 digits begin with a letter for their length; beyond that the length is itself written as a number. */
const FIRST_LENGTH = "a".charCodeAt(0);
const LONG = "z";
const LONGEST_PLAIN = LONG.charCodeAt(0) - FIRST_LENGTH;

/**
 * Reads `1.2.3-rc.1+build`, with or without a `v` and a package (`web@1.2.3`), by the rules of semver.org, 2.0.0: numbers of any
 * size, a pre-release before its release, numbers before words in it. Missing numbers are 0. Build metadata has no order
 * there; here it breaks ties, so that no two versions have one key unless they differ in zeros left out.
 * Null for what is no semantic version, such as a commit's hash or `2026-11-22`: those are in order by when they appeared.
 */
export function versionKey(version: string): VersionKey | null {
  const at = version.lastIndexOf("@");
  const [rest, build] = cut(version.slice(at + 1), "+");
  const [core, preRelease] = cut(rest, "-");
  const numbers = (core.startsWith("v") ? core.slice(1) : core).split(".");
  if (numbers.length < LEAST_NUMBERS || numbers.length > MOST_NUMBERS) return null;
  if (!numbers.every((number) => NUMBER.test(number))) return null;
  const before = preRelease === undefined ? RELEASE : writeIdentifiers(preRelease, NUMBER);
  const after = build === undefined ? "" : writeIdentifiers(build, DIGITS);
  if (before === null || after === null) return null;
  while (numbers.length < MOST_NUMBERS) numbers.push("0");
  const name = version.slice(0, Math.max(0, at));
  return { package: name === "" ? null : name, key: numbers.map(writeNumber).join("") + before + after };
}

function cut(text: string, at: string): [string, string | undefined] {
  const index = text.indexOf(at);
  return index < 0 ? [text, undefined] : [text.slice(0, index), text.slice(index + 1)];
}

/** Parts between dots; null when one of them cannot stand there. `digits` says how a part of digits has to look. */
function writeIdentifiers(text: string, digits: RegExp): string | null {
  let written = PRE_RELEASE;
  for (const part of text.split(".")) {
    if (!IDENTIFIER.test(part)) return null;
    if (!DIGITS.test(part)) written += `1${part}${END}`;
    else if (digits.test(part)) written += `0${writeNumber(part)}`;
    else return null;
  }
  return written + END;
}

function writeNumber(digits: string): string {
  if (digits.length <= LONGEST_PLAIN) {
    return String.fromCharCode(FIRST_LENGTH + digits.length - 1) + digits;
  }
  return LONG + writeNumber(String(digits.length)) + digits;
}

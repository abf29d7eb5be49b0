import { isSensitiveKey } from "./sensitive-key";

export const FILTERED = "[Filtered]";

// All of these have bounded repetitions: the time is linear in the text.
const CARD = /\d(?:[ -]?\d){12,18}/g;
const ISSUERS = /^(?:4|5[1-5]|2[2-7]|3[04678]|6)/;
const URL_PASSWORD = /(:\/\/[^\s/@:]{1,256}:)[^\s/@]{1,256}(?=@)/g;
const ASSIGNMENT = /(^|[?&;,\s])([\w.-]{1,64})=([^&;,\s]{1,4096})/g;
const BEARER = /\b(bearer )[\w.~+/=-]{8,4096}/gi;

/** Replaces what looks like a secret inside a text: card numbers, passwords in URLs, `token=…`, bearer tokens. */
export function scrubText(text: string): string {
  let result = text.length < 13 ? text : text.replace(CARD, filterCard);
  if (result.includes("@") && result.includes("://")) result = result.replace(URL_PASSWORD, `$1${FILTERED}`);
  if (result.includes("=")) result = result.replace(ASSIGNMENT, filterAssignment);
  if (result.includes("earer ")) result = result.replace(BEARER, `$1${FILTERED}`);
  return result;
}

/** 13 to 19 digits of a known issuer with a right check digit (Luhn). */
export function isCardNumber(digits: string): boolean {
  if (digits.length < 13 || digits.length > 19 || !ISSUERS.test(digits)) return false;
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = digits.charCodeAt(digits.length - 1 - i) - 48;
    const weighted = i % 2 === 0 ? digit : digit * 2;
    sum += weighted > 9 ? weighted - 9 : weighted;
  }
  return sum % 10 === 0;
}

function filterCard(match: string, offset: number, text: string): string {
  const stands = !isWordCharacter(text, offset - 1) && !isWordCharacter(text, offset + match.length);
  return stands && isCardNumber(match.replace(/[ -]/g, "")) ? FILTERED : match;
}

function isWordCharacter(text: string, index: number): boolean {
  return /[A-Za-z0-9]/.test(text.charAt(index));
}

function filterAssignment(match: string, before: string, name: string): string {
  return isSensitiveKey(name) ? `${before}${name}=${FILTERED}` : match;
}

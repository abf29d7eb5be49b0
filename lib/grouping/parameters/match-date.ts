import { isDigit, isWord, skipWhile } from "@/lib/grouping/functions/scan";

const DAY = "(?:Sun|Mon|Tue|Wed|Thu|Fri|Sat)(?:day|sday|nesday|rsday|urday)?";
const MONTH =
  "(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sep(?:tember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)";
const ZONE = "(?:Z|(?: ?(?:UTC|GMT|UT|[ECMP][SD]T))?(?: ?[+-]\\d{2}:?\\d{2})?(?: \\([^()]{1,40}\\))?)";
const CLOCK = `\\d{1,2}:\\d{2}(?::\\d{2}(?:[.,]\\d{1,9})?)?(?: ?[AaPp][Mm])?${ZONE}`;

/** Every part has a fixed length or a limit, so a failed attempt costs the same wherever it happens. */
const FORMS = {
  /** `2026-11-18`, `2026/11/18`, with or without a time after `T`, a blank or `_`. */
  numeric: new RegExp(`\\d{4}([-/])\\d{2}\\1\\d{2}(?:[T _]${CLOCK})?`, "y"),
  /** `20261118T143148Z` */
  compact: /\d{8}[T ]\d{4}(?:\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{4})?/y,
  /** `18/Nov/2026:14:31:48 +0000` in access logs. */
  accessLog: new RegExp(`\\d{1,2}/${MONTH}/\\d{4}:${CLOCK}`, "y"),
  /** `Wed, 18 Nov 2026 14:31:48 GMT`, `Wednesday, 18-Nov-26 …`, `18 Nov 2026` */
  dayFirst: new RegExp(`(?:${DAY},? {1,2})?\\d{1,2}[ -]${MONTH}[ -]\\d{2,4}(?:,? {1,2}${CLOCK})?`, "y"),
  /** `Nov 18, 2026`, `Wed Nov 18 2026 14:31:48 GMT+0100 (CET)`, `Nov 18 14:31:48`, `Wed Nov 18 14:31:48 2026` */
  monthFirst: new RegExp(
    `(?:${DAY},? {1,2})?${MONTH} {1,2}\\d{1,2}(?:,? {1,2}\\d{4}(?:,? {1,2}${CLOCK})?|,? {1,2}${CLOCK}(?: \\d{4})?)`,
    "y",
  ),
  /** `14:31`, `2:31:48.120 PM` */
  time: new RegExp(CLOCK, "y"),
  python: /datetime\.datetime\([^()]{0,80}\)/y,
};

const DAYS = new Set("Sun Mon Tue Wed Thu Fri Sat".split(" "));
const MONTHS = new Set("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" "));

/** The end of a date or time that begins here, or 0. Only the form that its first characters allow is tried. */
export function matchDate(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (isDigit(code)) return matchDigits(text, at);
  if (code === 100) return text.startsWith("datetime.", at) ? attempt(FORMS.python, text, at) : 0;
  if (code < 65 || code > 90) return 0;
  if (!mayBeginDate(text, at)) return 0;
  return attempt(FORMS.dayFirst, text, at) || attempt(FORMS.monthFirst, text, at);
}

/** Whether the name of a day or month may stand here. */
export function mayBeginDate(text: string, at: number): boolean {
  const name = text.slice(at, at + 3);
  return DAYS.has(name) || MONTHS.has(name);
}

/** Whether the name of a month may stand here. */
export function mayBeginMonth(text: string, at: number): boolean {
  return MONTHS.has(text.slice(at, at + 3));
}

function matchDigits(text: string, at: number): number {
  let end = at + 1;
  while (end - at < 9 && isDigit(text.charCodeAt(end))) end++;
  const digits = end - at;
  const next = text.charAt(end);
  if (digits <= 2) {
    if (next === ":") {
      const isClock = isDigit(text.charCodeAt(end + 1)) && isDigit(text.charCodeAt(end + 2));
      return isClock ? attempt(FORMS.time, text, at) : 0;
    }
    if (next === "/") return attempt(FORMS.accessLog, text, at);
    if (next !== " " && next !== "-") return 0;
    return mayBeginMonth(text, end + 1) ? attempt(FORMS.dayFirst, text, at) : 0;
  }
  if (digits === 4) return next === "-" || next === "/" ? attempt(FORMS.numeric, text, at) : 0;
  return digits === 8 && (next === "T" || next === " ") ? attempt(FORMS.compact, text, at) : 0;
}

/** `12ms`, `1.5s`, `300us`; the end, or 0. */
export function matchDuration(text: string, at: number): number {
  let end = skipWhile(text, at, isDigit);
  if (end === at) return 0;
  if (text[end] === "." && isDigit(text.charCodeAt(end + 1))) end = skipWhile(text, end + 1, isDigit);
  if (text[end] !== "s") {
    if (text[end + 1] !== "s" || !"munµ".includes(text.charAt(end))) return 0;
    end++;
  }
  return isWord(text.charCodeAt(end + 1)) ? 0 : end + 1;
}

function attempt(form: RegExp, text: string, at: number): number {
  form.lastIndex = at;
  const end = form.test(text) ? form.lastIndex : 0;
  return end && !isDigit(text.charCodeAt(end)) ? end : 0;
}

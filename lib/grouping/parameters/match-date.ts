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

/** The end of a date or time that begins here, or 0. */
export function matchDate(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (isDigit(code)) {
    return (
      attempt(FORMS.numeric, text, at) ||
      attempt(FORMS.compact, text, at) ||
      attempt(FORMS.accessLog, text, at) ||
      attempt(FORMS.dayFirst, text, at) ||
      attempt(FORMS.time, text, at)
    );
  }
  if ("SMTWFJAOND".includes(text.charAt(at))) {
    return attempt(FORMS.dayFirst, text, at) || attempt(FORMS.monthFirst, text, at);
  }
  return code === 100 ? attempt(FORMS.python, text, at) : 0;
}

/** `12ms`, `1.5s`, `300us`; the end, or 0. */
export function matchDuration(text: string, at: number): number {
  let end = skipWhile(text, at, isDigit);
  if (end === at) return 0;
  if (text[end] === "." && isDigit(text.charCodeAt(end + 1))) end = skipWhile(text, end + 1, isDigit);
  for (const unit of ["ms", "s", "us", "µs", "ns"]) {
    if (text.startsWith(unit, end) && !isWord(text.charCodeAt(end + unit.length))) return end + unit.length;
  }
  return 0;
}

function attempt(form: RegExp, text: string, at: number): number {
  form.lastIndex = at;
  const end = form.test(text) ? form.lastIndex : 0;
  return end && !isDigit(text.charCodeAt(end)) ? end : 0;
}

/** A level in both forms: OpenTelemetry's severity number (1–24) and the word that the sender used. */
export interface Level {
  severity: number;
  /** As sent; absent when nothing was sent. */
  level?: string;
}

/**
 * How numbers are meant. `any` tells them apart by size: 0–7 syslog, tens from 10 to 60 pino and bunyan, other numbers up to
 * 24 OpenTelemetry, 100–600 Monolog. `python`: `levelno`.
 */
export type LevelScale = "any" | "syslog" | "otel" | "python";

/** What a line without any level is. */
export const DEFAULT_SEVERITY = 9;

const MAX_WORD = 64;

/** Words as they are written in the wild, lower case. Syslog's as OpenTelemetry's data model maps them. */
const WORDS: ReadonlyMap<string, number> = new Map(
  Object.entries({
    trace: 1,
    trc: 1,
    finest: 1,
    silly: 1,
    all: 1,
    verbose: 1,
    vrb: 1,
    v: 1,
    t: 1,
    finer: 3,
    debug: 5,
    dbg: 5,
    debu: 5,
    fine: 5,
    d: 5,
    config: 7,
    info: 9,
    information: 9,
    informational: 9,
    inf: 9,
    i: 9,
    log: 9,
    http: 9,
    success: 9,
    ok: 9,
    default: 9,
    notice: 10,
    note: 10,
    n: 10,
    warn: 13,
    warning: 13,
    wrn: 13,
    w: 13,
    error: 17,
    err: 17,
    eror: 17,
    e: 17,
    severe: 17,
    fail: 17,
    failure: 17,
    failed: 17,
    exception: 17,
    crit: 18,
    alert: 19,
    critical: 21,
    fatal: 21,
    ftl: 21,
    f: 21,
    c: 21,
    dpanic: 21,
    panic: 21,
    emerg: 21,
    emergency: 21,
  }),
);

/** Syslog's severities 0 to 7 (OpenTelemetry's data model, appendix B). */
const SYSLOG = [21, 19, 18, 17, 13, 10, 9, 5];
const ESCAPE = "\u001b";
const DIGITS = /^\d{1,3}$/;
const NUMBERED = /^(trace|debug|info|warn|error|fatal)([1-4])$/;

const remembered = new Map<string, Level | undefined>();
const MAX_REMEMBERED = 1_000;

/** The level that a value names, in any spelling; undefined for what names none. */
export function readLevel(value: unknown, scale: LevelScale = "any"): Level | undefined {
  if (typeof value === "number") {
    const severity = fromNumber(value, scale);
    return severity === undefined ? undefined : { severity, level: String(value) };
  }
  if (typeof value !== "string" || value.length > MAX_WORD) return undefined;
  if (scale !== "any") return readText(value, scale);
  // A sender uses the same few words in every line.
  let level = remembered.get(value);
  if (level !== undefined || remembered.has(value)) return level;
  level = readText(value, scale);
  if (remembered.size >= MAX_REMEMBERED) remembered.clear();
  remembered.set(value, level);
  return level;
}

function readText(value: string, scale: LevelScale): Level | undefined {
  const level = (value.includes(ESCAPE) ? withoutColours(value) : value).trim();
  const word = trimMarks(level).toLowerCase();
  const severity = DIGITS.test(word) ? fromNumber(Number(word), scale) : fromWord(word);
  return severity === undefined ? undefined : { severity, level };
}

/** Without what follows an escape up to its `m`. */
function withoutColours(text: string): string {
  const [first = "", ...others] = text.split(ESCAPE);
  return first + others.map((part) => part.slice(part.indexOf("m") + 1)).join("");
}

/** `[WARN]`, `<warn>`, `warn:`, `LOG_WARNING`. */
function trimMarks(text: string): string {
  const bare = text.replace(/^[[(<]/, "").replace(/[\])>:]{1,2}$/, "");
  return /^log_/i.test(bare) ? bare.slice(4) : bare;
}

function fromWord(word: string): number | undefined {
  const known = WORDS.get(word);
  if (known !== undefined) return known;
  const [, base, step] = NUMBERED.exec(word) ?? [];
  return base === undefined ? undefined : (WORDS.get(base) ?? 0) + Number(step) - 1;
}

function fromNumber(value: number, scale: LevelScale): number | undefined {
  if (!Number.isFinite(value) || value < 0) return undefined;
  if (scale === "syslog") return SYSLOG[value];
  if (scale === "otel") return value >= 1 && value <= 24 ? Math.floor(value) : undefined;
  if (scale === "python") return value > 100 ? undefined : fromTens(value + 10);
  if (value <= 7) return SYSLOG[value];
  if (value <= 24 && value % 10 !== 0) return Math.floor(value);
  if (value < 100) return fromTens(value);
  return value <= 600 ? fromMonolog(value) : undefined;
}

/** pino and bunyan: 10 trace, 20 debug, 30 info, 40 warn, 50 error, 60 fatal; others lie in between. */
function fromTens(value: number): number {
  return Math.min(6, Math.max(1, Math.floor(value / 10))) * 4 - 3;
}

/** Monolog: 100 debug, 200 info, 250 notice, 300 warning, 400 error, 500 critical, 550 alert, 600 emergency. */
function fromMonolog(value: number): number {
  if (value >= 500) return value >= 550 && value < 600 ? 19 : 21;
  if (value >= 250 && value < 300) return 10;
  return Math.floor(value / 100) * 4 + 1;
}

const LOOK_AT = 200;
const NAMES =
  "trace|verbose|debug|info|information|notice|warn|warning|err|error|severe|crit|critical|alert|fatal|panic|emerg|emergency";
/** `level=warn`, `"severity": "ERROR"`. */
const ASSIGNED = new RegExp(
  `(?:^|[\\s,{"'\\[])(?:level|lvl|severity|loglevel)["']?\\s{0,2}[=:]\\s{0,2}["']?(${NAMES})\\b`,
  "i",
);
/** `[error]`, `[core:error]`, `<warn>`; and a word that begins the text: `Error: …`, `warning - …`. */
const MARKED = new RegExp(`[[<(](?:\\w{1,32}:)?(${NAMES})[\\]>):|]`, "i");
const LEADING = new RegExp(`^\\W{0,4}(${NAMES})(?::|\\s{1,3}[-|:]|\\]|\\))`, "i");
/** Upper case stands out wherever it is. */
const SHOUTED = new RegExp(`(?:^|[\\s|:[(])(${NAMES.toUpperCase()})(?=$|[\\s|:\\]),])`);
/** klog and glog: `E1122 21:52:16.123456`. */
const KLOG = /^([IWEF])\d{4} \d\d:\d\d:\d\d/;

/**
 * The severity that a text speaks of near its beginning (`ERROR …`, `[warn]`, `level=debug`); undefined when it tells none.
 */
export function inferSeverity(text: string): number | undefined {
  const head = text.length > LOOK_AT ? text.slice(0, LOOK_AT) : text;
  const [, word] =
    ASSIGNED.exec(head) ??
    MARKED.exec(head) ??
    LEADING.exec(head) ??
    SHOUTED.exec(head) ??
    KLOG.exec(head) ??
    [];
  return word === undefined ? undefined : WORDS.get(word.toLowerCase());
}

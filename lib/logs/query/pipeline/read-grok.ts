import { checkPattern, escapeForPattern } from "./check-pattern";
import type { Capture, Template } from "./read-template";

const number = "[-+]?(?:\\d+(?:\\.\\d+)?|\\.\\d+)";
const ip4 = "(?:\\d{1,3}\\.){3}\\d{1,3}";
const ip6 = "[0-9a-fA-F:]*:[0-9a-fA-F:]*:[0-9a-fA-F:.]*";
const host = "[0-9A-Za-z](?:[0-9A-Za-z_.-]*[0-9A-Za-z])?";
const quoted = "(?:\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^'\\\\]|\\\\.)*')";
const time = "\\d{2}:\\d{2}(?::\\d{2}(?:[.,]\\d+)?)?";
const month = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*";

/** The names of grok that people use, as RE2; written anew, by what the names promise. */
const names: Readonly<Record<string, string>> = {
  WORD: "\\w+",
  NOTSPACE: "\\S+",
  SPACE: "\\s*",
  DATA: ".*?",
  GREEDYDATA: ".*",
  INT: "[-+]?\\d+",
  POSINT: "[1-9]\\d*",
  NONNEGINT: "\\d+",
  NUMBER: number,
  BASE10NUM: number,
  BASE16NUM: "(?:0[xX])?[0-9a-fA-F]+",
  USERNAME: "[a-zA-Z0-9._-]+",
  USER: "[a-zA-Z0-9._-]+",
  EMAILADDRESS: "[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+",
  UUID: "[0-9A-Fa-f]{8}-(?:[0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}",
  QUOTEDSTRING: quoted,
  QS: quoted,
  IP: `(?:${ip4}|${ip6})`,
  IPV4: ip4,
  IPV6: ip6,
  HOSTNAME: host,
  HOST: host,
  IPORHOST: `(?:${ip4}|${ip6}|${host})`,
  HOSTPORT: `${host}:\\d+`,
  MAC: "(?:[0-9A-Fa-f]{2}[:-]){5}[0-9A-Fa-f]{2}",
  PATH: "(?:/[^\\s?#]*|[A-Za-z]:\\\\[^\\s?#]*)",
  UNIXPATH: "/[^\\s?#]*",
  URI: "[A-Za-z][A-Za-z0-9+.-]*://\\S+",
  URIPATH: "/[^\\s?#]*",
  URIPARAM: "\\?\\S*",
  URIPATHPARAM: "/[^\\s?#]*(?:\\?\\S*)?",
  URIHOST: `${host}(?::\\d+)?`,
  PROG: "[!-Z\\\\^-~]+",
  MONTH: month,
  MONTHNUM: "(?:0?[1-9]|1[0-2])",
  MONTHDAY: "(?:0[1-9]|[12]\\d|3[01]|[1-9])",
  DAY: "(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*",
  YEAR: "\\d{4}",
  HOUR: "(?:2[0-3]|[01]?\\d)",
  MINUTE: "[0-5]\\d",
  SECOND: "(?:[0-5]?\\d|60)(?:[.,]\\d+)?",
  TIME: time,
  TIMESTAMP_ISO8601: `\\d{4}-\\d{2}-\\d{2}[T ]${time}(?:Z|[+-]\\d{2}:?\\d{2})?`,
  SYSLOGTIMESTAMP: `${month} +\\d{1,2} ${time}`,
  HTTPDATE: `\\d{1,2}/${month}/\\d{4}:\\d{2}:\\d{2}:\\d{2} [-+]\\d{4}`,
  LOGLEVEL: "[A-Za-z]{3,13}",
};

export const grokNames = Object.keys(names);

const unknown = "A %{ is not closed, or not %{NAME:field} or %{NAME:field:int}.";
const unnamed = "Name what is taken out as %{NAME:field}, without ( ) of its own.";

/** `%{IP:client} %{NUMBER:took:float}` → a pattern of RE2. What stands between the names is a regular expression itself. */
export function readGrok(pattern: string): Template {
  const captures: Capture[] = [];
  let source = "";
  let at = 0;
  for (const match of pattern.matchAll(
    /%\{([A-Z0-9_]+)(?::([A-Za-z_@[\]][\w.@[\]-]{0,62}))?(?::(int|float|long|double))?\}/g,
  )) {
    const [all, grok = "", field, type] = match;
    const found = Object.hasOwn(names, grok) ? names[grok] : undefined;
    if (found === undefined) return { problem: `There is no grok name ${grok}.` };
    if (pattern.slice(at, match.index).includes("%{")) return { problem: unknown };
    const between = plain(pattern.slice(at, match.index));
    if (between === null) return { problem: unnamed };
    const name = field?.replaceAll("][", ".").replaceAll(/[[\]]/g, "");
    if (name !== undefined && captures.some((one) => one.name === name))
      return { problem: `Two places are called ${name}.` };
    source += between + (name === undefined || name === "" ? `(?:${found})` : `(${found})`);
    if (name !== undefined && name !== "") captures.push({ name, isNumber: type !== undefined });
    at = match.index + all.length;
  }
  if (pattern.slice(at).includes("%{")) return { problem: unknown };
  const end = plain(pattern.slice(at));
  if (end === null) return { problem: unnamed };
  if (captures.length === 0) return { problem: "Nothing is taken out: write %{NUMBER:ms}." };
  return { source: `(?s)${source}${end}`, captures };
}

/** A piece between names: as it is when RE2 takes it by itself and it has no groups, literal when it cannot be read. */
function plain(piece: string): string | null {
  if (piece === "") return "";
  const checked = checkPattern(piece);
  if ("problem" in checked) return escapeForPattern(piece);
  return checked.groups.length > 0 ? null : checked.source;
}

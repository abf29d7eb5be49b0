import { isDigit, isHexDigit } from "./functions/scan";

/**
 * The lower-case base name of a path without what a build adds to it:
 * `/static/App.3f2a1b9c.js?v=2` → `app.js`, `jquery-3.6.0.min.js` → `jquery.min.js`, `index-BX3k9_aZ.js` → `index.js`.
 * A name that is nothing but a hash becomes `<hash>`, so that it stays the same in the next build.
 */
export function cleanFilename(path: string, javascript: boolean): string {
  const name = baseName(javascript ? cutQuery(path) : path);
  return cleanBuildName(name, javascript).toLowerCase();
}

/** The same clean-up for a module name that an SDK derived from a file name (`chunks/app.3f2a1b9c`). Case is kept. */
export function cleanScriptModule(module: string): string {
  const start = Math.max(module.lastIndexOf("/"), module.lastIndexOf(":")) + 1;
  return module.slice(0, start) + cleanBuildName(module.slice(start), true);
}

/** What follows the last slash of either kind. */
export function baseName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1);
}

function cutQuery(path: string): string {
  const query = path.indexOf("?");
  const cut = query < 0 ? path : path.slice(0, query);
  const fragment = cut.indexOf("#");
  return fragment < 0 ? cut : cut.slice(0, fragment);
}

/** Splits at `.` and `-` and drops the parts that a bundler or a version scheme wrote. */
function cleanBuildName(name: string, javascript: boolean): string {
  const bundled = javascript ? cutBundlerHash(name) : name;
  let out = "";
  let start = 0;
  let dropped = false;
  for (let at = 0; at <= bundled.length; at++) {
    const char = bundled[at];
    if (at < bundled.length && char !== "." && char !== "-" && char !== "_") continue;
    const part = bundled.slice(start, at);
    if (isHash(part)) dropped = true;
    else {
      const end = char === "." && start > 0 ? skipVersion(bundled, start) : start;
      if (end > at) at = end;
      else out += (start > 0 ? bundled.charAt(start - 1) : "") + part;
    }
    start = at + 1;
  }
  if (!dropped) return out;
  return out === "" || out.startsWith(".") ? `<hash>${out}` : out;
}

/** At least seven hex digits with a digit and a letter among them, or at least twelve digits. */
function isHash(part: string): boolean {
  if (part.length < 7) return false;
  let digits = 0;
  for (let at = 0; at < part.length; at++) {
    const code = part.charCodeAt(at);
    if (!isHexDigit(code)) return false;
    if (isDigit(code)) digits++;
  }
  return digits === part.length ? digits >= 12 : digits > 0;
}

/** The end of `3.6.0` (two numbers or more, `v` allowed), or `start` if no version is here. */
function skipVersion(name: string, start: number): number {
  let at = name[start] === "v" ? start + 1 : start;
  let end = start;
  for (let numbers = 0; ; numbers++) {
    const digits = at;
    while (isDigit(name.charCodeAt(at))) at++;
    const stops = at === name.length || name[at] === "." || name[at] === "-";
    if (at === digits || !stops) return numbers > 1 ? end : start;
    end = at;
    if (name[at] !== ".") return numbers > 0 ? end : start;
    at++;
  }
}

/** Vite, Rollup and esbuild write eight characters of base64url or base32 before the extension: `index-BX3k9_aZ.js`. */
function cutBundlerHash(name: string): string {
  const extension = name.lastIndexOf(".");
  const end = extension > 0 ? extension : name.length;
  const start = end - 8;
  const mark = name[start - 1];
  if (start < 2 || (mark !== "-" && mark !== ".")) return name;
  return looksRandom(name.slice(start, end)) ? name.slice(0, start - 1) + name.slice(end) : name;
}

function looksRandom(text: string): boolean {
  let digits = 0;
  let upper = 0;
  let lower = 0;
  let turns = 0;
  let previous = "";
  for (const char of text) {
    const isLower = char >= "a" && char <= "z";
    const isUpper = char >= "A" && char <= "Z";
    if (isDigit(char.charCodeAt(0))) digits++;
    else if (isLower) lower++;
    else if (isUpper) upper++;
    else if (char !== "_" && char !== "-") return false;
    const kind = isLower ? "a" : isUpper ? "A" : "";
    if (kind && previous && kind !== previous) turns++;
    if (kind) previous = kind;
  }
  if (digits > 0) return upper > 0 || (lower > 0 && digits > 1);
  return upper === text.length || turns >= 4;
}

import { isDigit, isHexDigit, isWord } from "./functions/scan";

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

const SCRIPT_ENDINGS = [".js", ".cjs", ".mjs", ".ts", ".tsx", ".jsx"];

/**
 * The same without the ending of a script, which some SDKs keep (`lib/cart.cjs`) and others cut (`lib/cart`): both become
 * `lib/cart`, whatever a bundler wrote before the ending.
 */
export function cleanScriptModuleName(module: string): string {
  const ending = SCRIPT_ENDINGS.find((one) => module.endsWith(one)) ?? "";
  const bare = module.slice(0, module.length - ending.length);
  const end = bare.at(-1);
  if (end === undefined || end === "/" || end === ":") return cleanScriptModule(module);
  // A bundler's hash is looked for before an ending, so each gets the same one.
  return cleanScriptModule(`${bare}.js`).slice(0, -".js".length);
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

/** Splits at `.`, `-` and `_` and drops the parts that a bundler or a version scheme wrote. */
function cleanBuildName(name: string, javascript: boolean): string {
  const bundled = javascript ? cutBundlerHash(name) : name;
  if (!hasDigit(bundled)) return bundled;
  let out = "";
  let start = 0;
  let dropped = false;
  for (let at = 0; at <= bundled.length; at++) {
    if (at < bundled.length && !isSeparator(bundled.charCodeAt(at))) continue;
    const end = start > 0 ? skipVersion(bundled, start) : start;
    if (end > start) at = end;
    else if (isHash(bundled, start, at)) dropped = true;
    else out += bundled.slice(start > 0 ? start - 1 : 0, at);
    start = at + 1;
  }
  if (!dropped) return out;
  return out === "" || out.startsWith(".") ? `<hash>${out}` : out;
}

/** At least seven hex digits with a digit and a letter among them, or at least twelve digits. */
function isHash(name: string, start: number, end: number): boolean {
  const length = end - start;
  if (length < 7) return false;
  let digits = 0;
  for (let at = start; at < end; at++) {
    const code = name.charCodeAt(at);
    if (!isHexDigit(code)) return false;
    if (isDigit(code)) digits++;
  }
  return digits === length ? digits >= 12 : digits > 0;
}

/** The end of `3.6.0` (two numbers or more, `v` allowed), or `start` if no version is here. */
function skipVersion(name: string, start: number): number {
  let at = name[start] === "v" ? start + 1 : start;
  let end = start;
  for (let numbers = 1; ; numbers++) {
    const number = at;
    while (isDigit(name.charCodeAt(at))) at++;
    if (at === number || (at < name.length && !isSeparator(name.charCodeAt(at))))
      return numbers > 2 ? end : start;
    end = at;
    if (name[at] !== ".") return numbers > 1 ? end : start;
    at++;
  }
}

/** Vite, Rollup and esbuild write eight characters of base64url or base32 before the extension: `index-BX3k9_aZ.js`. */
function cutBundlerHash(name: string): string {
  const extension = name.lastIndexOf(".");
  const end = extension > 0 ? extension : name.length;
  const start = end - 8;
  if (start < 2 || (name[start - 1] !== "-" && name[start - 1] !== ".")) return name;
  return looksRandom(name, start, end) ? name.slice(0, start - 1) + name.slice(end) : name;
}

/** A word has no digit between its letters and turns its case only where a part begins (`MyWidget`). */
function looksRandom(name: string, start: number, end: number): boolean {
  let digits = 0;
  let upper = 0;
  let lower = 0;
  let turns = 0;
  let wasUpper: boolean | undefined;
  for (let at = start; at < end; at++) {
    const code = name.charCodeAt(at);
    if (isDigit(code)) digits++;
    else if (code === 45 || code === 95) continue;
    else if (!isWord(code)) return false;
    else {
      const isUpper = code < 97;
      if (isUpper) upper++;
      else lower++;
      if (wasUpper !== undefined && wasUpper !== isUpper) turns++;
      wasUpper = isUpper;
    }
  }
  if (digits > 0) return upper > 0 || (lower > 0 && digits > 1);
  return upper === end - start || turns >= 4;
}

function hasDigit(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (isDigit(text.charCodeAt(at))) return true;
  return false;
}

function isSeparator(code: number): boolean {
  return code === 46 || code === 45 || code === 95;
}

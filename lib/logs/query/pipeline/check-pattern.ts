/** A regular expression that RE2 takes, and the names of its groups in order; or what is wrong with it. */
export type CheckedPattern = { source: string; groups: (string | null)[] } | { problem: string };

/** Characters of a regular expression. */
export const patternLimit = 500;

/**
 * Looks a regular expression over before the engine gets it: what RE2 does not know, what is not closed, names of groups.
 * Nothing here runs it. `(?<name>` becomes `(?P<name>`. Names must be words and differ.
 */
export function checkPattern(source: string): CheckedPattern {
  if (source === "") return { problem: "The pattern is empty." };
  if (source.length > patternLimit) return { problem: `A pattern has at most ${patternLimit} characters.` };
  const groups: (string | null)[] = [];
  let out = "";
  let open = 0;
  for (let at = 0; at < source.length; at += 1) {
    const character = source.charAt(at);
    if (character === "\\") {
      const next = source.charAt(at + 1);
      if (next === "") return { problem: "A backslash stands at the end of the pattern." };
      if (/[1-9]/.test(next))
        return { problem: "Groups cannot be named again by \\1 here: RE2 reads in one pass." };
      out += character + next;
      at += 1;
    } else if (character === "[") {
      const end = findClassEnd(source, at);
      if (end < 0) return { problem: "A [ is not closed." };
      out += source.slice(at, end + 1);
      at = end;
    } else if (character === "(") {
      open += 1;
      if (source.charAt(at + 1) !== "?") {
        groups.push(null);
        out += "(";
        continue;
      }
      const rest = source.slice(at, at + 80);
      if (/^\(\?(?:[=!]|<[=!])/.test(rest)) return { problem: "RE2 knows no look-ahead and no look-behind." };
      const named = /^\(\?P?<([A-Za-z_]\w{0,62})>/.exec(rest);
      if (named !== null) {
        const name = String(named[1]);
        if (groups.includes(name)) return { problem: `Two groups are called ${name}.` };
        groups.push(name);
        out += `(?P<${name}>`;
        at += named[0].length - 1;
      } else if (/^\(\?[imsU-]{0,8}[:)]/.test(rest)) {
        out += "(?";
        at += 1;
      } else return { problem: "After (? RE2 knows <name>, flags such as i, and the colon." };
    } else if (character === ")") {
      open -= 1;
      if (open < 0) return { problem: "There is no ( for a )." };
      out += character;
    } else out += character;
  }
  if (open > 0) return { problem: "A ( is not closed." };
  if (/[{]\d{4,}|,\d{4,}[}]/.test(source)) return { problem: "RE2 repeats at most 1,000 times." };
  return { source: out, groups };
}

/** A `]` right after `[` or `[^` is itself; so is what follows a backslash. */
function findClassEnd(source: string, from: number): number {
  let at = from + 1;
  if (source.charAt(at) === "^") at += 1;
  if (source.charAt(at) === "]") at += 1;
  for (; at < source.length; at += 1) {
    const character = source.charAt(at);
    if (character === "\\") at += 1;
    else if (character === "[" && source.charAt(at + 1) === ":") {
      const end = source.indexOf(":]", at + 2);
      if (end > 0) at = end + 1;
    } else if (character === "]") return at;
  }
  return -1;
}

/** Text that stands for itself in a regular expression. */
export function escapeForPattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}

/** A checked pattern in which only the group at this place (from 0) takes something out: the engine gives one group at a time. */
export function isolateGroup(source: string, place: number): string {
  let out = "";
  let seen = 0;
  for (let at = 0; at < source.length; at += 1) {
    const character = source.charAt(at);
    if (character === "\\") {
      out += source.slice(at, at + 2);
      at += 1;
    } else if (character === "[") {
      const end = findClassEnd(source, at);
      out += source.slice(at, end + 1);
      at = end;
    } else if (character === "(") {
      const named = /^\(\?P<\w+>/.exec(source.slice(at, at + 80))?.[0];
      if (source.charAt(at + 1) === "?" && named === undefined) out += "(";
      else {
        out += seen === place ? "(" : "(?:";
        seen += 1;
        at += (named?.length ?? 1) - 1;
      }
    } else out += character;
  }
  return out;
}

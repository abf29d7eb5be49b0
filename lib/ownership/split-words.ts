/** A word of a line: as written, with escapes resolved, and where it begins, from 0 on. */
export interface Word {
  raw: string;
  text: string;
  at: number;
}

/**
 * Splits a line at spaces and tabs, from `start` on. `\` before a space or `#` makes it part of the word. `#` begins a comment
 * at the start of the line, and with a space behind it anywhere; else it is the first letter of a team. One walk, whatever the
 * line holds.
 */
export function splitWords(line: string, start = 0): Word[] {
  const words: Word[] = [];
  let at = start;
  while (at < line.length) {
    if (isSpace(line[at])) {
      at++;
      continue;
    }
    const isFirst = start === 0 && words.length === 0;
    if (line[at] === "#" && (isFirst || at + 1 === line.length || isSpace(line[at + 1]))) return words;
    const begin = at;
    let text = "";
    while (at < line.length && !isSpace(line[at])) {
      if (line[at] === "\\" && at + 1 < line.length && (isSpace(line[at + 1]) || line[at + 1] === "#")) at++;
      text += line.charAt(at++);
    }
    words.push({ raw: line.slice(begin, at), text, at: begin });
  }
  return words;
}

function isSpace(character: string | undefined): boolean {
  return character === " " || character === "\t" || character === "\u00a0";
}

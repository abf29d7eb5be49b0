import { LineError } from "./rule-error";

const NAME = /[a-zA-Z0-9_.-]/;

/** Walks over one line of rules. Nothing is read twice but names, so the work is linear. */
export class LineReader {
  at = 0;
  constructor(readonly text: string) {}

  skipSpace(): void {
    while (isSpace(this.text[this.at])) this.at++;
  }

  /** At the end, or at a comment: `#` where something new could begin. */
  isDone(): boolean {
    this.skipSpace();
    return this.at >= this.text.length || this.text[this.at] === "#";
  }

  starts(text: string): boolean {
    return this.text.startsWith(text, this.at);
  }

  take(text: string): boolean {
    if (!this.starts(text)) return false;
    this.at += text.length;
    return true;
  }

  /** Letters, digits, `_`, `.` and `-`; '' when none stand here. */
  readName(): string {
    const start = this.at;
    while (this.at < this.text.length && NAME.test(this.text.charAt(this.at))) this.at++;
    return this.text.slice(start, this.at);
  }

  /** What a message shows of what stands here: up to the next space, at most 30 characters. */
  peekWord(): string {
    let end = this.at;
    while (end < this.text.length && !isSpace(this.text[end]) && end - this.at < 30) end++;
    return this.text.slice(this.at, end);
  }

  /** Up to the next space. Inside brackets, also up to the bracket that closes them. */
  readWord(isBracketed: boolean): string {
    const start = this.at;
    let open = 0;
    while (this.at < this.text.length && !isSpace(this.text[this.at])) {
      const character = this.text[this.at];
      if (character === "[") open++;
      if (character === "]" && --open < 0 && isBracketed) break;
      this.at++;
    }
    return this.text.slice(start, this.at);
  }

  /**
   * A text in double quotes. `\"`, `\\`, `\n`, `\r` and `\t` are what they are in JSON; before anything else a backslash
   * stays, as patterns have uses for it. Throws when the quote is not closed.
   */
  readQuoted(): string {
    const start = this.at++;
    let text = "";
    for (;;) {
      const character = this.text[this.at++];
      if (character === undefined) throw new LineError(start, "the quote is not closed");
      if (character === '"') return text;
      if (character !== "\\") {
        text += character;
        continue;
      }
      const next = this.text[this.at++];
      if (next === undefined) throw new LineError(start, "the quote is not closed");
      text += ESCAPES.get(next) ?? `\\${next}`;
    }
  }
}

const ESCAPES = new Map([
  ['"', '"'],
  ["\\", "\\"],
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
]);

function isSpace(character: string | undefined): boolean {
  return character === " " || character === "\t" || character === "\u00a0";
}

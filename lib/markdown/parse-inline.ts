import { readAddress, readMention, readTarget } from "./read-token";
import type { Inline } from "./schemas";

/** What was begun and may still end: the marks of each kind are open once at most, so few can be open at a time. */
type Open = { mark: "**" | "*" | "_" | "["; content: Inline[] };

const PUNCTUATION = "\\`*_{}[]()#+-.!@<>~|";

/** Reads one run of text. Each character is looked at a few times, whatever stands before and behind it. */
export function parseInline(text: string): Inline[] {
  return new InlineParser(text).parse();
}

class InlineParser {
  private readonly root: Inline[] = [];
  private readonly open: Open[] = [];
  private at = 0;
  /** From here on no backtick stands alone: nothing needs to be looked for again. */
  private isOutOfTicks = false;

  constructor(private readonly text: string) {}

  parse(): Inline[] {
    while (this.at < this.text.length) this.step();
    while (this.open.length > 0) this.giveUp();
    return this.root;
  }

  private step(): void {
    const char = this.text.charAt(this.at);
    if (char === "\n") return this.add({ kind: "break" }, 1);
    if (char === "\\" && PUNCTUATION.includes(this.text.charAt(this.at + 1) || " "))
      return this.addText(this.text.charAt(this.at + 1), 2);
    if (char === "`") return this.readCode();
    if (char === "*" || char === "_") return this.readEmphasis(char);
    if (char === "[") return this.begin("[");
    if (char === "]") return this.readLinkEnd();
    if (char === "@") return this.readMention();
    if (char === "h" && !isWord(this.text.charAt(this.at - 1))) return this.readAddress();
    return this.addText(char, 1);
  }

  private readCode(): void {
    const end = this.isOutOfTicks ? -1 : this.text.indexOf("`", this.at + 1);
    this.isOutOfTicks ||= end < 0;
    if (end <= this.at + 1) return this.addText("`", 1);
    this.add({ kind: "code", text: this.text.slice(this.at + 1, end) }, end + 1 - this.at);
  }

  private readEmphasis(char: "*" | "_"): void {
    const mark = char === "*" && this.text.charAt(this.at + 1) === "*" ? "**" : char;
    const before = this.text.charAt(this.at - 1);
    const after = this.text.charAt(this.at + mark.length);
    const canEnd = !isSpace(before) && !(char === "_" && isWord(after));
    const canBegin = !isSpace(after) && !(char === "_" && isWord(before));
    if (canEnd && this.isOpen(mark)) {
      const content = this.end(mark);
      const kind = mark === "**" ? "strong" : "emphasis";
      // What holds nothing is what was written: `****`.
      return content.length > 0
        ? this.add({ kind, content }, mark.length)
        : this.addText(mark + mark, mark.length);
    }
    if (canBegin && !this.isOpen(mark)) return this.begin(mark);
    return this.addText(mark, mark.length);
  }

  private readLinkEnd(): void {
    if (!this.isOpen("[")) return this.addText("]", 1);
    const target = readTarget(this.text, this.at + 1);
    if (target === null) {
      this.dropTo("[");
      this.giveUp();
      return this.addText("]", 1);
    }
    const content = this.end("[").filter((inline) => inline.kind !== "link");
    const shown: Inline[] = content.length > 0 ? content : [{ kind: "text", text: target.href }];
    this.add({ kind: "link", href: target.href, content: shown }, target.end - this.at);
  }

  private readMention(): void {
    const found = isWord(this.text.charAt(this.at - 1)) ? null : readMention(this.text, this.at + 1);
    if (found === null) this.addText("@", 1);
    else this.add({ kind: "mention", name: found.name }, found.end - this.at);
  }

  private readAddress(): void {
    const found = this.isOpen("[") ? null : readAddress(this.text, this.at);
    if (found === null) this.addText("h", 1);
    else if (found.href === null) this.addText(found.text, found.text.length);
    else
      this.add(
        { kind: "link", href: found.href, content: [{ kind: "text", text: found.text }] },
        found.text.length,
      );
  }

  private get content(): Inline[] {
    return this.open.at(-1)?.content ?? this.root;
  }

  private isOpen(mark: Open["mark"]): boolean {
    return this.open.some((open) => open.mark === mark);
  }

  private begin(mark: Open["mark"]): void {
    // A second bracket means that the first one began no link.
    if (mark === "[" && this.isOpen("[")) {
      this.dropTo("[");
      this.giveUp();
    }
    this.open.push({ mark, content: [] });
    this.at += mark.length;
  }

  /** Ends what began with the mark; what was begun inside of it and did not end is text. */
  private end(mark: Open["mark"]): Inline[] {
    this.dropTo(mark);
    return this.open.pop()?.content ?? [];
  }

  private dropTo(mark: Open["mark"]): void {
    while (this.open.length > 0 && this.open.at(-1)?.mark !== mark) this.giveUp();
  }

  /** The innermost mark began nothing: it is text, and so is what follows it. */
  private giveUp(): void {
    const last = this.open.pop();
    if (!last) return;
    this.addText(last.mark, 0);
    for (const inline of last.content) {
      if (inline.kind === "text") this.addText(inline.text, 0);
      else this.content.push(inline);
    }
  }

  private add(inline: Inline, length: number): void {
    this.content.push(inline);
    this.at += length;
  }

  private addText(text: string, length: number): void {
    const last = this.content.at(-1);
    if (last?.kind === "text") last.text += text;
    else this.content.push({ kind: "text", text });
    this.at += length;
  }
}

function isSpace(char: string): boolean {
  return char === "" || char.trim() === "";
}

function isWord(char: string): boolean {
  return /^[\p{L}\p{N}_]$/u.test(char);
}

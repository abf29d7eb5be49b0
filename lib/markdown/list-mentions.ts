import { parseMarkdown } from "./parse-markdown";
import type { Inline } from "./schemas";

/** The names that a comment mentions, each once, in lower case: addresses of mail, names, and slugs of teams. Code mentions nobody. */
export function listMentions(text: string): string[] {
  const names = new Set<string>();
  for (const block of parseMarkdown(text)) {
    if (block.kind === "paragraph") collect(block.content, names);
    else if (block.kind === "list") for (const item of block.items) collect(item, names);
  }
  return [...names];
}

function collect(content: readonly Inline[], names: Set<string>): void {
  for (const inline of content) {
    if (inline.kind === "mention") names.add(inline.name.toLowerCase());
    else if ("content" in inline) collect(inline.content, names);
  }
}

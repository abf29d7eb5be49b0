const MOST_CHARACTERS = 1000;

/** What an issue is found by in free text. */
export interface IssueWords {
  type: string;
  message: string;
  culprit: string;
  function?: string;
  location?: string;
  logger?: string;
  /** As `writeStackText` gives it. */
  stackText?: string;
}

/**
 * The text under which an issue is searched, in lower case and with at most 1,000 characters: what it is called, then its
 * frames, which are the only lines with tabs. The frames are kept whole; a long message gives way.
 */
export function writeIssueText(words: IssueWords): string {
  const { type, message, culprit, function: name, location, logger } = words;
  const parts = new Set([type, message, culprit, name, location, logger].filter(Boolean));
  const head = [...parts].join("\n").replaceAll("\t", " ").toLowerCase();
  const stack = words.stackText ? `\n${words.stackText.toLowerCase()}` : "";
  return `${head.slice(0, Math.max(0, MOST_CHARACTERS - stack.length))}${stack}`
    .slice(0, MOST_CHARACTERS)
    .toWellFormed();
}

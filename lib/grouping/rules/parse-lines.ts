import { LineReader } from "./line-reader";
import { LineError, type RuleError } from "./rule-error";

export const MAX_TEXT = 100_000;
export const MAX_RULES = 1_000;

/** What a text of rules says, line by line; a line that is wrong is left out and stands in `errors`. */
export interface ParsedRules<Rule> {
  rules: Rule[];
  errors: RuleError[];
}

/** Reads a rule from each line that is not empty or a comment. `read` throws `LineError` for what it cannot take. */
export function parseLines<Rule>(
  text: string,
  read: (reader: LineReader) => Rule,
  withPlace: (rule: Rule, place: { line: number; text: string }) => Rule,
): ParsedRules<Rule> {
  const rules: Rule[] = [];
  const errors: RuleError[] = [];
  if (text.length > MAX_TEXT) {
    const message = `the text is ${text.length} characters long; at most ${MAX_TEXT} are allowed`;
    return { rules, errors: [{ line: 1, column: 1, message }] };
  }
  for (const [index, content] of text.split(/\r\n|\r|\n/).entries()) {
    const line = index + 1;
    const reader = new LineReader(content);
    if (reader.isDone()) continue;
    if (rules.length >= MAX_RULES) {
      errors.push({ line, column: 1, message: `at most ${MAX_RULES} rules are allowed` });
      return { rules, errors };
    }
    try {
      const rule = read(reader);
      rules.push(withPlace(rule, { line, text: content.slice(0, reader.at).trim() }));
    } catch (error) {
      if (!(error instanceof LineError)) throw error;
      errors.push({ line, column: error.at + 1, message: error.message });
    }
  }
  return { rules, errors };
}

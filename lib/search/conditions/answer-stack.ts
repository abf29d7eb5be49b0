import { containsText, matchLower, matchText } from "./match-text";
import { type Answer, anyOf, ONE_BY_ONE, type Question, type Scope } from "./scope";

/** The parts of a line that `writeStackText` writes. */
const PARTS = { function: 1, file: 2, module: 3 } as const;

/** Some line of the text that is a frame, and for which a condition holds. */
function some(condition: string): string {
  return `EXISTS (SELECT FROM issue_text t, string_to_table(t.text, E'\\n') AS l(line)
    WHERE t.project_id = i.project_id AND t.issue_id = i.id AND strpos(l.line, E'\\t') > 0 AND ${condition} ${ONE_BY_ONE})`;
}

/** What the whole text must hold for a line of it to fit: its index knows that, and it spares the reading of lines. */
function holds(question: Question, scope: Scope): string {
  const hasNothing = question.values.some((value) => value.kind === "text" && value.text === "");
  return hasNothing ? "" : `${containsText("t.text", question, scope)} AND `;
}

/**
 * A part of the innermost in-app frames. `column` is what the issue's own row says of its innermost one, for issues whose
 * text holds no frames.
 */
export function answerStack(part: keyof typeof PARTS, column: string | null): Answer {
  const cell = `split_part(l.line, E'\\t', ${PARTS[part]})`;
  return {
    match: (question, scope) =>
      anyOf([
        some(`${holds(question, scope)}${matchLower(cell, question.values, scope.bind)}`),
        ...(column === null ? [] : [matchText(`coalesce(${column}, '')`, question, scope)]),
      ]),
    has: () => anyOf([some(`${cell} <> ''`), ...(column === null ? [] : [`coalesce(${column}, '') <> ''`])]),
  };
}

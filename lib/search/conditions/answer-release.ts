import { answerTag } from "./answer-tag";
import { matchText } from "./match-text";
import { matchVersion } from "./match-version";
import { type Answer, anyOf, ONE_BY_ONE, type Question } from "./scope";

/**
 * The newest release of a project: of the package whose release appeared last, the highest version when it has semantic
 * ones, else that release. It names `p` alone, so that it is looked up once per project and not per issue.
 */
const LATEST = `(SELECT coalesce(
    (SELECT v.version FROM release v
      WHERE n.version_key IS NOT NULL AND v.version_key IS NOT NULL
        AND v.project_id = n.project_id AND v.package IS NOT DISTINCT FROM n.package
      ORDER BY v.version_key DESC LIMIT 1), n.version)
  FROM release n WHERE n.project_id = p.id ORDER BY n.first_seen DESC, n.version DESC LIMIT 1)`;

/** The values without `latest`, and whether it was among them. */
function takeLatest(question: Question): { others: Question; wantsLatest: boolean } {
  const others = question.values.filter((value) => value.kind !== "text" || value.text !== "latest");
  const wantsLatest = question.operator === "=" && others.length < question.values.length;
  return { others: wantsLatest ? { ...question, values: others } : question, wantsLatest };
}

/** A version of the issue's own row; null where there is none. */
export function ownVersion(column: string): Answer {
  return {
    match: (question, scope) => {
      const { others, wantsLatest } = takeLatest(question);
      const [value] = others.values;
      if (question.operator !== "=")
        return value?.kind === "text" ? matchVersion(column, question.operator, value.text, scope) : "FALSE";
      return anyOf([
        ...(wantsLatest ? [`coalesce(${column} = ${LATEST}, FALSE)`] : []),
        ...(value === undefined ? [] : [matchText(`coalesce(${column}, '')`, others, scope)]),
      ]);
    },
    has: () => `${column} IS NOT NULL`,
  };
}

/** A release that some event of the issue had. */
export const someRelease: Answer = {
  match: (question, scope) => {
    const { others, wantsLatest } = takeLatest(question);
    return anyOf([
      ...(wantsLatest
        ? [
            `EXISTS (SELECT FROM issue_tag t WHERE t.project_id = i.project_id AND t.issue_id = i.id
               AND t.key = 'release' AND t.value = ${LATEST} ${ONE_BY_ONE})`,
          ]
        : []),
      ...(others.values.length > 0 ? [answerTag("release").match(others, scope)] : []),
    ]);
  },
  has: answerTag("release").has,
};

import type { SearchValue } from "@/lib/search/grammar/ast";
import { matchExactly } from "./match-text";
import { matchVersion } from "./match-version";
import { type Answer, anyOf, ONE_BY_ONE, type Question, type Scope } from "./scope";
import { escapePattern, toStorable } from "./to-pattern";

/** Looks into the tags of the issue alone: the key of the table begins with project, issue and name. */
function someTag(name: string, condition: string, { bind }: Scope): string {
  return `EXISTS (SELECT FROM issue_tag t WHERE t.project_id = i.project_id AND t.issue_id = i.id AND t.key = ${bind(toStorable(name))}${condition} ${ONE_BY_ONE})`;
}

/**
 * A tag, as ingest counts them: exact values as they are written, wildcards in any case. No value (`key:""`) is asked for
 * by issues that have no such tag.
 */
export function answerTag(name: string): Answer {
  return {
    match: (question, scope) => matchTag(name, question, scope),
    has: (scope) => someTag(name, "", scope),
  };
}

/** What tells users apart, kept as `email:…` under `user`; a tag of its own by the whole name is looked at, too. */
export function answerUser(name: string, head: string): Answer {
  const own = answerTag(name);
  return {
    match: (question, scope) =>
      anyOf([
        someTag("user", ` AND ${matchExactly("t.value", question.values, scope, head)}`, scope),
        own.match(question, scope),
      ]),
    has: (scope) =>
      anyOf([
        someTag("user", ` AND t.value LIKE ${scope.bind(`${escapePattern(head)}%`)}`, scope),
        own.has(scope),
      ]),
  };
}

function matchTag(name: string, { operator, values }: Question, scope: Scope): string {
  const [value] = values;
  if (operator !== "=" && value !== undefined) {
    return someTag(name, ` AND ${compareTag(value, operator, scope)}`, scope);
  }
  const present = values.filter((one) => !isNothing(one));
  return anyOf([
    ...(present.length > 0 ? [someTag(name, ` AND ${matchExactly("t.value", present, scope)}`, scope)] : []),
    ...(present.length < values.length ? [`NOT ${someTag(name, " AND t.value <> ''", scope)}`] : []),
  ]);
}

function isNothing(value: SearchValue): boolean {
  return value.kind === "text" && value.text === "";
}

function compareTag(value: SearchValue, operator: Question["operator"], scope: Scope): string {
  if (value.kind === "text") return matchVersion("t.value", operator, value.text, scope);
  if (value.kind !== "number") return "FALSE";
  // CASE, because Postgres may look at the parts of AND in any order.
  const number = String.raw`CASE WHEN t.value ~ '^-?\d{1,30}(?:\.\d{1,30})?$' THEN t.value::double precision END`;
  return `${number} ${operator} ${scope.bind(value.value)}::double precision`;
}

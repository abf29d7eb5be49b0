import type { SearchValue } from "@/lib/search/grammar/ast";
import { bookmarkedBy, subscribedBy } from "./issue-states";
import { matchLower } from "./match-text";
import { type Answer, anyOf, type Scope } from "./scope";

const NOBODY = "(i.assignee_user IS NULL AND i.assignee_team IS NULL)";

/** The text of a value: of `#back*` without what the wildcard stands for, which is enough to tell what it names. */
function headOf(value: SearchValue): string {
  if (value.kind === "text") return value.text;
  const [first] = value.kind === "glob" ? value.parts : [];
  return first !== undefined && "literal" in first ? first.literal : "";
}

/** `#backend` without its sign. */
function withoutSign(value: SearchValue): SearchValue {
  if (value.kind === "text") return { ...value, text: value.text.slice(1) };
  if (value.kind !== "glob") return value;
  const [first, ...rest] = value.parts;
  if (first === undefined || !("literal" in first)) return value;
  const literal = first.literal.slice(1);
  return { ...value, parts: literal === "" ? rest : [{ literal }, ...rest] };
}

/** `IN (…)`: those whose address or name is one of the values. It names no issue, so it is asked once. */
function peopleCalled(value: SearchValue, { bind }: Scope): string {
  const isCalled = anyOf([
    matchLower("lower(u.email)", [value], bind),
    matchLower("lower(u.name)", [value], bind),
  ]);
  return `IN (SELECT u.id FROM app_user u WHERE ${isCalled})`;
}

function matchAssignee(value: SearchValue, scope: Scope): string {
  const { bind, actor } = scope;
  const text = headOf(value);
  const word = value.kind === "text" ? text : null;
  if (word === "" || word === "none") return NOBODY;
  if (word === "me") return `coalesce(i.assignee_user = ${bind(actor.userId)}::text, FALSE)`;
  if (word === "my_teams") return `coalesce(i.assignee_team = ANY(${bind(actor.teamIds)}::text[]), FALSE)`;
  if (text.startsWith("#")) {
    const name = [withoutSign(value)];
    const isCalled = anyOf([matchLower("g.slug", name, bind), matchLower("lower(g.name)", name, bind)]);
    return `coalesce(i.assignee_team IN (SELECT g.id FROM team g WHERE ${isCalled}), FALSE)`;
  }
  return `coalesce(i.assignee_user ${peopleCalled(value, scope)}, FALSE)`;
}

/** Who has the issue: `me`, `my_teams`, `none`, the address or name of a person, or `#team`. */
export const assignee: Answer = {
  match: ({ values }, scope) => anyOf(values.map((value) => matchAssignee(value, scope))),
  has: () => `NOT ${NOBODY}`,
};

/** People by `me`, address or name, of whom something holds that `hold` says of `= $1` or `IN (…)`. */
function somebody(hold: (isPerson: string) => string): Answer {
  return {
    match: ({ values }, scope) =>
      anyOf(
        values.map((value) => {
          const isMe = value.kind === "text" && value.text === "me";
          return hold(isMe ? `= ${scope.bind(scope.actor.userId)}::text` : peopleCalled(value, scope));
        }),
      ),
    has: () => hold("<> ''"),
  };
}

export const bookmarks: Answer = somebody(bookmarkedBy);
export const subscribers: Answer = somebody(subscribedBy);

import { levelNumber } from "@/lib/events/level";
import { issueLevels } from "@/lib/issues/schemas";
import { parseShortId } from "@/lib/issues/short-id";
import { answerStack } from "./answer-stack";
import { assignee, bookmarks, subscribers } from "./answer-person";
import { ownVersion, someRelease } from "./answer-release";
import { answerTag, answerUser } from "./answer-tag";
import { matchState } from "./issue-states";
import { matchDate } from "./match-date";
import { matchNumber } from "./match-number";
import { containsText, matchExactly, matchText, textsOf } from "./match-text";
import { type Answer, anyOf, type Condition, ONE_BY_ONE, type Question, type Scope } from "./scope";

const always = () => "TRUE";

const matchLevel: Condition = ({ operator, values }, { bind }) => {
  const numbers = textsOf(values).flatMap((word) =>
    issueLevels.filter((level) => level === word).map(levelNumber),
  );
  return operator === "="
    ? `i.level = ANY(${bind(numbers)}::smallint[])`
    : anyOf(numbers.map((number) => `i.level ${operator} ${bind(number)}::smallint`));
};

const PRIORITIES: readonly [word: string, number: number][] = [
  ["high", 75],
  ["medium", 50],
  ["low", 25],
];

const matchPriority: Condition = ({ operator, values }, { bind }) =>
  anyOf(
    textsOf(values).flatMap((text) =>
      PRIORITIES.filter(([word]) => word === text).map(
        ([, number]) => `i.priority ${operator} ${bind(number)}::smallint`,
      ),
    ),
  );

/** A text of the issue's own row. `text` is SQL that is never null. */
function ownText(
  text: string,
  match: Condition = (question, scope) => matchText(text, question, scope),
): Answer {
  return { match, has: () => `${text} <> ''` };
}

function contained(text: string): Answer {
  return ownText(text, (question, scope) => containsText(`lower(${text})`, question, scope));
}

function shownNumber(name: "events" | "users"): Answer {
  return {
    match: (question, scope) => matchNumber(scope.columns[name], question, scope),
    has: ({ columns }) => `${columns[name]} > 0`,
  };
}

function shownTime(name: "firstSeen" | "lastSeen"): Answer {
  return {
    match: (question, scope) =>
      matchDate({ earliest: scope.columns[name], latest: scope.columns[name] }, question, scope),
    has: always,
  };
}

/** Some event of the issue may lie wherever it was seen. */
const timestamp: Answer = {
  match: (question, scope) =>
    matchDate({ earliest: scope.columns.firstSeen, latest: scope.columns.lastSeen }, question, scope),
  has: always,
};

/** Events without an environment are counted under the empty name. */
function someEnvironment(condition: string): string {
  return `EXISTS (SELECT FROM issue_environment v WHERE v.project_id = i.project_id AND v.issue_id = i.id AND ${condition} ${ONE_BY_ONE})`;
}

const environment: Answer = {
  match: ({ values }, scope) => someEnvironment(matchExactly("v.environment", values, scope)),
  has: () => someEnvironment("v.environment <> ''"),
};

const project: Answer = {
  match: (question, scope) =>
    anyOf([matchText("p.slug", question, scope), matchText("p.name", question, scope)]),
  has: always,
};

/** By short id, of one that was merged where it went. */
const issue: Answer = {
  match: ({ values }, { bind }) =>
    anyOf(
      textsOf(values).map((text) => {
        const id = parseShortId(text);
        if (id === null) return "FALSE";
        return `EXISTS (SELECT FROM issue n WHERE n.project_id = i.project_id AND n.short_id = ${bind(id.number)}::bigint
          AND coalesce(n.merged_into, n.id) = i.id AND p.short_prefix = ${bind(id.prefix)})`;
      }),
    ),
  has: always,
};

/** An issue counts as unhandled when one of its events was. */
function matchHandled(isHandled: boolean, scope: Scope): string {
  if (!isHandled) return "i.is_unhandled";
  const yes: Question = { operator: "=", values: [{ kind: "text", text: "yes" }] };
  return anyOf(["NOT i.is_unhandled", answerTag("handled").match(yes, scope)]);
}

/** `isHandled`: what `true` stands for. */
function handled(isHandled: boolean): Answer {
  return {
    match: ({ values }, scope) =>
      anyOf(
        values.flatMap((value) =>
          value.kind === "boolean" ? [matchHandled(value.value === isHandled, scope)] : [],
        ),
      ),
    has: always,
  };
}

/**
 * How the fields of the issue list are answered. A field that stands nowhere here can be a tag of the project; if it is
 * none, the store does not know.
 */
export const issueAnswers: ReadonlyMap<string, Answer> = new Map<string, Answer>([
  ["is", { match: matchState, has: always }],
  ["status", { match: matchState, has: always }],
  ["priority", { match: matchPriority, has: always }],
  ["assigned", assignee],
  // What ownership rules suggest is read from the events of an issue and stored nowhere.
  ["assigned_or_suggested", assignee],
  ["bookmarks", bookmarks],
  ["subscribed", subscribers],
  ["project", project],
  ["issue", issue],
  ["firstSeen", shownTime("firstSeen")],
  ["lastSeen", shownTime("lastSeen")],
  ["age", shownTime("firstSeen")],
  ["timestamp", timestamp],
  ["timesSeen", shownNumber("events")],
  ["usersSeen", shownNumber("users")],
  ["firstRelease", ownVersion("i.first_release")],
  ["lastRelease", ownVersion("i.last_release")],
  ["regressed_in_release", ownVersion("i.regressed_release")],
  ["level", { match: matchLevel, has: always }],
  ["environment", environment],
  ["release", someRelease],
  ["dist", answerTag("dist")],
  ["title", ownText("CASE WHEN i.message = '' THEN i.type ELSE i.type || ': ' || i.message END")],
  ["message", contained("CASE WHEN i.message = '' THEN i.type ELSE i.message END")],
  ["culprit", ownText("i.culprit")],
  ["transaction", answerTag("transaction")],
  ["platform", ownText("i.platform")],
  ["logger", answerTag("logger")],
  ["server_name", answerTag("server_name")],
  ["error.type", ownText("i.type")],
  ["error.value", contained("i.message")],
  ["error.handled", handled(true)],
  ["error.unhandled", handled(false)],
  ["error.mechanism", answerTag("mechanism")],
  ["stack.function", answerStack("function", "i.function")],
  ["stack.filename", answerStack("file", "i.location")],
  ["stack.module", answerStack("module", null)],
  ["user.id", answerUser("user.id", "id:")],
  ["user.email", answerUser("user.email", "email:")],
  ["user.username", answerUser("user.username", "username:")],
  ["user.ip", answerUser("user.ip", "ip:")],
  ["url", answerTag("url")],
  ["os", answerTag("os")],
  ["os.name", answerTag("os.name")],
  ["browser", answerTag("browser")],
  ["browser.name", answerTag("browser.name")],
  ["runtime", answerTag("runtime")],
  ["runtime.name", answerTag("runtime.name")],
  ["device", answerTag("device")],
]);

import type { Condition, Scope } from "./scope";
import { anyOf } from "./scope";
import { textsOf } from "./match-text";

const DAY_MS = 86_400_000;
/** How long an issue counts as regressed, escalating or waiting for review. */
const WEEK_MS = 7 * DAY_MS;

function since(ms: number, { bind, now }: Scope): string {
  return `${bind(new Date(now.getTime() - ms))}::timestamptz`;
}

const regressed = (scope: Scope) => `coalesce(i.regressed_at > ${since(WEEK_MS, scope)}, FALSE)`;
const escalated = (scope: Scope) => `coalesce(i.escalated_at > ${since(WEEK_MS, scope)}, FALSE)`;
const isNew = (scope: Scope) => `i.first_seen > ${since(DAY_MS, scope)}`;

/** When it last asked for attention: it appeared, came back or escalated. */
const APPEARED = "greatest(i.first_seen, i.regressed_at, i.escalated_at)";

/** Kinds of unresolved, of which the first that holds is shown: regressed, escalating, new, else ongoing. */
const OPEN_KINDS: Readonly<Record<string, (scope: Scope) => string>> = {
  unresolved: () => "TRUE",
  regressed,
  escalating: (scope) => `NOT ${regressed(scope)} AND ${escalated(scope)}`,
  new: (scope) => `NOT ${regressed(scope)} AND NOT ${escalated(scope)} AND ${isNew(scope)}`,
  ongoing: (scope) => `NOT (${regressed(scope)} OR ${escalated(scope)} OR ${isNew(scope)})`,
  for_review: (scope) =>
    `${APPEARED} > ${since(WEEK_MS, scope)} AND coalesce(i.reviewed_at < ${APPEARED}, TRUE)`,
};

const OTHERS: Readonly<Record<string, (scope: Scope) => string>> = {
  resolved: () => "i.status = 'resolved'",
  archived: () => "i.status = 'archived'",
  ignored: () => "i.status = 'archived'",
  unhandled: () => "i.is_unhandled",
  assigned: () => "(i.assignee_user IS NOT NULL OR i.assignee_team IS NOT NULL)",
  unassigned: () => "(i.assignee_user IS NULL AND i.assignee_team IS NULL)",
  bookmarked: (scope) => bookmarkedBy(`= ${scope.bind(scope.actor.userId)}`),
  subscribed: (scope) => subscribedBy(`= ${scope.bind(scope.actor.userId)}`),
};

const STATES = new Map<string, (scope: Scope) => string>([
  ...Object.entries(OPEN_KINDS).map(
    ([word, kind]) => [word, (scope: Scope) => `(i.status = 'unresolved' AND ${kind(scope)})`] as const,
  ),
  ...Object.entries(OTHERS),
]);

/** Whether `is:` can be answered for a word. */
export function isKnownState(word: string): boolean {
  return STATES.has(word);
}

/** `is:` and `status:`, as docs/workflow.md defines the states. */
export const matchState: Condition = ({ values }, scope) =>
  anyOf(textsOf(values).map((word) => STATES.get(word)?.(scope) ?? "FALSE"));

/** Whether somebody has a bookmark on the issue. `isPerson` follows the id of a person: `= $1`. */
export function bookmarkedBy(isPerson: string): string {
  return `EXISTS (SELECT FROM issue_person n WHERE n.project_id = i.project_id AND n.issue_id = i.id
    AND n.user_id ${isPerson} AND n.bookmarked_at IS NOT NULL)`;
}

/** Whether somebody hears of the issue: by choice, or without one by being its assignee or having commented on it. */
export function subscribedBy(isPerson: string): string {
  const chosen = (isSubscribed: boolean) =>
    `EXISTS (SELECT FROM issue_person n WHERE n.project_id = i.project_id AND n.issue_id = i.id
      AND n.user_id ${isPerson} AND n.is_subscribed = ${isSubscribed})`;
  const commented = `i.comment_count > 0 AND EXISTS (SELECT FROM issue_activity n
    WHERE n.project_id = i.project_id AND n.issue_id = i.id AND n.kind = 'commented' AND n.actor ${isPerson})`;
  return `(${chosen(true)}
    OR ((coalesce(i.assignee_user ${isPerson}, FALSE) OR ${commented}) AND NOT ${chosen(false)}))`;
}

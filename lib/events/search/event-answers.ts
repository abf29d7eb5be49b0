import type { SearchKey } from "@/lib/search/grammar/ast";
import type { EventFacts } from "./event-facts";

/** What an event says to a key. */
export type EventAnswer = {
  values: (facts: EventFacts) => string[];
  /** A part of the text is enough. */
  isContained: boolean;
  isCaseless: boolean;
  /** It stands in a column: the payload need not be read. */
  isColumn: boolean;
};

const some = (...values: (string | null | undefined)[]): string[] =>
  values.filter((value) => Boolean(value)) as string[];
const text = (values: EventAnswer["values"]): EventAnswer => ({
  values,
  isContained: true,
  isCaseless: true,
  isColumn: false,
});
const exact = (values: EventAnswer["values"], isColumn = false): EventAnswer => ({
  values,
  isContained: false,
  isCaseless: true,
  isColumn,
});

const answers = new Map<string, EventAnswer>([
  ["timestamp", exact(({ record }) => [record.occurredAt.toISOString()], true)],
  ["level", exact(({ level }) => [level], true)],
  ["environment", exact(({ record }) => some(record.environment), true)],
  ["release", exact(({ record }) => some(record.release), true)],
  ["id", exact(({ record }) => [record.id], true)],
  ["title", text(({ summary }) => [summary.title])],
  ["message", text(({ summary, event }) => some(summary.title, event.logentry?.formatted))],
  ["culprit", exact(({ summary }) => some(summary.culprit))],
  ["platform", exact(({ event }) => [event.platform])],
  ["error.type", exact(({ event }) => event.exception?.values.flatMap(({ type }) => some(type)) ?? [])],
  ["error.value", text(({ event }) => event.exception?.values.flatMap(({ value }) => some(value)) ?? [])],
  ["error.handled", exact((facts) => [String(!isUnhandled(facts))])],
  ["error.unhandled", exact((facts) => [String(isUnhandled(facts))])],
  ["error.mechanism", exact(({ tags }) => some(tags.get("mechanism"), tags.get("error.mechanism")))],
  ["user.id", user("id")],
  ["user.email", user("email")],
  ["user.username", user("username")],
  ["user.ip", user("ip")],
  ["http.method", exact(({ event, tags }) => some(event.request?.method, tags.get("http.method")))],
  ["sdk.name", exact(({ event, tags }) => some(event.sdk?.name, tags.get("sdk.name")))],
  ["sdk.version", exact(({ event, tags }) => some(event.sdk?.version, tags.get("sdk.version")))],
]);

/** How a key is answered. What is not known here is a tag, whose value is compared as it is written. */
export function answerOf(key: SearchKey): EventAnswer {
  const known = key.scope === "field" ? answers.get(key.name) : undefined;
  return (
    known ?? {
      values: ({ tags }) => some(tags.get(key.name)),
      isContained: false,
      isCaseless: false,
      isColumn: false,
    }
  );
}

function isUnhandled({ event }: EventFacts): boolean {
  return event.exception?.values.some(({ mechanism }) => mechanism?.handled === false) ?? false;
}

const FIELDS = { id: "id", email: "email", username: "username", ip: "ip_address" } as const;

function user(name: keyof typeof FIELDS): EventAnswer {
  return exact(({ event, tags }) => some(event.user?.[FIELDS[name]], tags.get(`user.${name}`)));
}

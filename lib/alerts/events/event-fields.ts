import { levelName } from "@/lib/events/level";
import { answerOf } from "@/lib/events/search/event-answers";
import type { EventFacts } from "@/lib/events/search/event-facts";
import { ownEventFields } from "@/lib/search/fields/event-language";
import { formatShortId } from "@/lib/issues/short-id";

/** What an event's row and its issue say, as SQL over `e`, `i` and `p`. */
const COLUMNS: Readonly<Record<string, string>> = {
  environment: "e.environment",
  release: "e.release",
  level: "e.level::text",
  project: "p.slug",
  issue: "p.short_prefix || ':' || i.short_id",
  user: "coalesce(e.user_key, '')",
};
const FIELDS = new Set(ownEventFields.map(({ key }) => key));

/** SQL for a field of an event; null when it stands inside of it. */
export function columnOf(field: string): string | null {
  return Object.hasOwn(COLUMNS, field) ? (COLUMNS[field] ?? null) : null;
}

/** What a column gave, for people. */
export function showColumn(field: string, value: string): string {
  if (field === "level") return levelName(Number(value));
  if (field !== "issue") return value;
  const [prefix = "", number = "0"] = value.split(":");
  return formatShortId(prefix, Number(number));
}

/** The value of a field that stands inside of an event; '' without one. */
export function readField(facts: EventFacts, field: string): string {
  const scope = FIELDS.has(field) ? ("field" as const) : ("tag" as const);
  return answerOf({ scope, name: field }).values(facts)[0] ?? "";
}

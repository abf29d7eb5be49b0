import type { ChangeRow, Recipient } from "@/lib/alerts/schemas";
import { formatTime } from "@/lib/format/format-time";
import { listText, minutesText, numberText } from "./words";

/** What somebody is called; null when they are not here any more. */
export type NameOf = (who: { type: "channel" | "user" | "team"; id: string }) => string | null;

type Part = ChangeRow["changes"][number];

/** What somebody did to a rule, to go on from their name: "raised the threshold from 90 to 120". */
export function describeChange(
  { kind, changes, until }: Pick<ChangeRow, "kind" | "changes" | "until">,
  nameOf: NameOf,
  now: number,
): string {
  if (kind === "created") return "created the rule";
  if (kind === "silenced")
    return until === null ? "ended the silence" : `silenced it until ${formatTime(until, { now })}`;
  const isOther = changes.some(({ path }) => path === "condition.kind" || path === "condition.measure.kind");
  const told = changes.filter(
    ({ path }) => path !== "owner.type" && !(isOther && path.startsWith("condition.")),
  );
  const words = [
    ...(isOther ? ["made it ask for something else"] : []),
    ...told.map((part) => describePart(part, nameOf)),
  ];
  return listText(words) || "changed nothing";
}

function describePart({ path, from, to }: Part, nameOf: NameOf): string {
  const number = NUMBERS[path];
  if (number) return describeNumber(number, from, to);
  if (path === "recipients") return describeRecipients(from, to, nameOf);
  if (path === "projects") return describeList("project", from, to);
  if (path === "condition.groupBy") return describeList("group", from, to);
  if (path === "condition.triggers")
    return describeList("occasion", from, to, (name) => name.replace("_", " "));
  if (path === "owner" || path === "owner.id")
    return to === null ? "removed the owner" : `made ${ownerText(to, nameOf)} the owner`;
  if (path === "name") return `renamed it from ${text(from)} to ${text(to)}`;
  if (path === "isEnabled") return to === true ? "switched it on" : "switched it off";
  if (path === "runbook") return describeText("runbook", from, to);
  if (path === "throttle.notifyOnResolve")
    return to === true ? "switched messages about the end on" : "switched messages about the end off";
  const name = NAMES[path];
  return name ? describeValue(name, from, to) : `changed ${path}`;
}

type Numbered = { name: string; write?: (value: number) => string };

/** What is higher or lower than it was. */
const NUMBERS: Readonly<Record<string, Numbered>> = {
  "condition.critical": { name: "threshold" },
  "condition.warning": { name: "warning threshold" },
  "condition.resolve": { name: "threshold of its end" },
  "condition.windowMinutes": { name: "window", write: minutesText },
  "condition.checks": { name: "number of checks" },
  "condition.clearMinutes": { name: "time until it is over", write: minutesText },
  "condition.minimum": { name: "minimum" },
  "condition.measure.percentile": { name: "percentile" },
  "condition.seen.count": { name: "count" },
  "condition.seen.withinMinutes": { name: "window", write: minutesText },
  "throttle.minutes": { name: "time between messages", write: minutesText },
  "throttle.remindHours": { name: "time between reminders", write: (hours) => `${hours} h` },
};

/** What is something else than it was. */
const NAMES: Readonly<Record<string, string>> = {
  "condition.query": "query",
  "condition.measure.other": "query of the whole",
  "condition.measure.field": "field",
  "condition.dataset": "data",
  "condition.comparison": "direction",
  "condition.changeFrom": "time it is compared with",
  "condition.seen": "count",
  "condition.seen.of": "count",
  "condition.schedule": "schedule",
  "condition.schedule.cron": "schedule",
  "condition.schedule.timeZone": "time zone of the schedule",
  "throttle.per": "throttle",
  quietHours: "quiet hours",
  "quietHours.from": "begin of the quiet hours",
  "quietHours.to": "end of the quiet hours",
  "quietHours.timeZone": "time zone of the quiet hours",
  "quietHours.except": "exception of the quiet hours",
};

function describeNumber({ name, write = numberText }: Numbered, from: unknown, to: unknown): string {
  if (typeof to !== "number") return `removed the ${name}`;
  if (typeof from !== "number") return `set the ${name} to ${write(to)}`;
  return `${to > from ? "raised" : "lowered"} the ${name} from ${write(from)} to ${write(to)}`;
}

function describeText(name: string, from: unknown, to: unknown): string {
  if (to === "") return `removed the ${name}`;
  return from === "" ? `wrote the ${name}` : `changed the ${name}`;
}

function describeValue(name: string, from: unknown, to: unknown): string {
  if (to === null || to === "") return `removed the ${name}`;
  if (typeof to === "object") return from === null ? `set the ${name}` : `changed the ${name}`;
  if (from === null || from === "" || typeof from === "object") return `set the ${name} to ${text(to)}`;
  return `changed the ${name} from ${text(from)} to ${text(to)}`;
}

function describeList(
  name: string,
  from: unknown,
  to: unknown,
  write: (entry: string) => string = (entry) => entry,
): string {
  const [before, after] = [strings(from), strings(to)];
  const came = after.filter((entry) => !before.includes(entry)).map(write);
  const went = before.filter((entry) => !after.includes(entry)).map(write);
  const many = (entries: string[]) => `the ${name}${entries.length === 1 ? "" : "s"} ${listText(entries)}`;
  const words = [
    ...(came.length > 0 ? [`added ${many(came)}`] : []),
    ...(went.length > 0 ? [`removed ${many(went)}`] : []),
  ];
  return listText(words) || `changed the order of the ${name}s`;
}

function describeRecipients(from: unknown, to: unknown, nameOf: NameOf): string {
  const [before, after] = [recipients(from), recipients(to)];
  const name = ({ to: who }: Recipient) =>
    who.type === "owners" ? "the owners of the issue" : (nameOf(who) ?? "somebody who is gone");
  const without = (some: Recipient[], others: Recipient[]) =>
    some.filter((one) => !others.some((other) => keyOf(other) === keyOf(one))).map(name);
  const came = without(after, before);
  const went = without(before, after);
  const words = [
    ...(came.length > 0 ? [`added ${listText(came)} to who is told`] : []),
    ...(went.length > 0 ? [`removed ${listText(went)} from who is told`] : []),
  ];
  return listText(words) || "changed when somebody is told";
}

function keyOf({ to }: Recipient): string {
  return JSON.stringify(to);
}

/** A place of the owner alone, such as `owner.id`, has but half of who it is. */
function ownerText(to: unknown, nameOf: NameOf): string {
  const { type, id } = (typeof to === "object" && to !== null ? to : {}) as { type?: unknown; id?: unknown };
  const isKnown = (type === "user" || type === "team") && typeof id === "string";
  const ofHalf =
    typeof to === "string" ? (nameOf({ type: "user", id: to }) ?? nameOf({ type: "team", id: to })) : null;
  return (isKnown ? nameOf({ type, id }) : ofHalf) ?? "somebody else";
}

function recipients(value: unknown): Recipient[] {
  return Array.isArray(value) ? (value as Recipient[]) : [];
}

function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.map(text) : [];
}

function text(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

import type { Event, JsonObject, User } from "./event";
import { eventUserKey } from "./event-user-key";
import { cutText } from "./normalise/clean-text";

type Tag = [key: string, value: string];

const MAX_VALUE = 200;

/**
 * What an event can be searched by: the client's tags and those that follow from its fields, as Sentry names them.
 * Unique keys; values have at most 200 characters. The client's own tag wins, except for level, release and environment.
 */
export function eventTags(event: Event): Tag[] {
  const tags = new Map<string, string>(event.tags);
  for (const [key, value] of [
    ["level", event.level],
    ["release", event.release],
    ["environment", event.environment],
  ] as const) {
    if (value) tags.set(key, value);
  }
  for (const [key, value] of derivedTags(event)) {
    if (value && !tags.has(key)) tags.set(key, value);
  }
  return [...tags].map(([key, value]) => [key, cutText(value, MAX_VALUE)]);
}

function derivedTags(event: Event): [key: string, value: string | null | undefined][] {
  const { browser, os, device, runtime } = event.contexts ?? {};
  const mechanism = event.exception?.values.findLast((exception) => exception.mechanism)?.mechanism;
  return [
    ["dist", event.dist],
    ["logger", event.logger],
    ["server_name", event.server_name],
    ["transaction", event.transaction],
    ["url", event.request?.url],
    ...userTags(event.user),
    ["browser", nameAndVersion(browser)],
    ["browser.name", textOf(browser, "name")],
    ["os", nameAndVersion(os)],
    ["os.name", textOf(os, "name")],
    ["device", textOf(device, "model") ?? textOf(device, "family")],
    ["runtime", nameAndVersion(runtime)],
    ["runtime.name", textOf(runtime, "name")],
    ["handled", handled(event)],
    ["mechanism", mechanism?.type],
  ];
}

/** Who it was, and what else is known of that person, which is searched by as well. */
function userTags(user: User | undefined): [key: string, value: string | null | undefined][] {
  if (user === undefined) return [];
  const key = eventUserKey(user);
  const others = [
    ["user.email", "email:", user.email],
    ["user.username", "username:", user.username],
    ["user.ip", "ip:", user.ip_address],
  ] as const;
  return [
    ["user", key],
    ...others.map(([name, head, value]): Tag => [name, value && key !== head + value ? value : ""]),
  ];
}

/** One unhandled exception makes the event unhandled. */
function handled(event: Event): "yes" | "no" | undefined {
  const flags = event.exception?.values.map((exception) => exception.mechanism?.handled) ?? [];
  if (flags.includes(false)) return "no";
  return flags.includes(true) ? "yes" : undefined;
}

function nameAndVersion(context: JsonObject | undefined): string | undefined {
  const name = textOf(context, "name");
  const version = textOf(context, "version");
  return name && version ? `${name} ${version}` : name;
}

function textOf(context: JsonObject | undefined, key: string): string | undefined {
  const value = context?.[key];
  return typeof value === "string" && value !== "" ? value : undefined;
}

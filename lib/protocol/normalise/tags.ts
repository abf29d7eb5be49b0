import type { Json } from "@/lib/protocol/event";
import { cleanText, cutText } from "./clean-text";
import { isObject, type Source } from "./source";

type Tags = [key: string, value: string][];

const MAX_TAGS = 100;
const MAX_LENGTH = 200;
const VALID_KEY = /^[a-zA-Z0-9_.:-]+$/;

/** Tags from a map or a list of pairs: at most 100, unique keys, values of one line. */
export function normaliseTags(event: Source): Tags {
  const sent = event.get("tags");
  if (sent === undefined) return [];
  const pairs = toPairs(sent);
  if (!pairs) {
    event.drop("tags", "Dropped: tags are a map or a list of pairs.", sent);
    return [];
  }
  const tags = new Map<string, string>();
  for (const [sentKey, sentValue] of pairs) {
    const key = readKey(sentKey);
    const value = readValue(sentValue);
    if (key === undefined || sentKey === null) event.drop("tags", "Dropped a tag without a usable key.");
    else if (value.length > MAX_LENGTH) tooLong(event, key, tags, value);
    else if (value !== "") tags.set(key, value);
  }
  if (tags.size > MAX_TAGS) event.shortened("tags", MAX_TAGS, tags.size);
  return [...tags].slice(0, MAX_TAGS);
}

function tooLong(event: Source, key: string, tags: Map<string, string>, value: string): void {
  event.notes.add("value_too_long", `tags.${key}`, `Cut to ${MAX_LENGTH} of ${value.length} characters.`);
  tags.set(key, cutText(value, MAX_LENGTH));
}

function toPairs(sent: Json): [Json, Json][] | undefined {
  if (isObject(sent)) return Object.entries(sent);
  if (!Array.isArray(sent)) return undefined;
  return sent.flatMap((item): [Json, Json][] => {
    if (Array.isArray(item)) return [[item[0] ?? null, item[1] ?? null]];
    if (isObject(item)) return [[item["key"] ?? null, item["value"] ?? null]];
    return item === null ? [] : [[null, item]];
  });
}

function readKey(sent: Json): string | undefined {
  if (typeof sent === "number") return String(sent);
  if (typeof sent !== "string") return undefined;
  if (sent.length <= MAX_LENGTH && VALID_KEY.test(sent)) return sent;
  const key = sent
    .slice(0, MAX_LENGTH)
    .trim()
    .replace(/\s/g, "-")
    .replace(/[^a-zA-Z0-9_.:-]/g, "_");
  return /[a-zA-Z0-9]/.test(key) ? key : undefined;
}

function readValue(sent: Json): string {
  if (sent === null) return "";
  const text = typeof sent === "string" ? sent : JSON.stringify(sent);
  return cleanText(text)
    .replace(/[\r\n]+/g, " ")
    .trim();
}

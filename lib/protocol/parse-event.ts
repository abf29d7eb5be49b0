import { randomBytes } from "node:crypto";
import type { Json, JsonObject, Stacktrace } from "./event";
import { parseJson, parseText, stripBom } from "./parse-json";
import { DEFAULT_LIMITS, scanJson, type StackRange } from "./scan-json";
import { isSecondSight, isWorthRemembering, recallStack } from "./seen-stacks";

/** Stands for a stack while the text around it is parsed. Nobody can send it, and it is gone when we return. */
const MARK = `stack-${randomBytes(16).toString("hex")}`;

/** Stands in a parsed event where a stack was that is known already. */
export class SeenStack {
  constructor(readonly stacktrace: Stacktrace) {}
}

const texts = new WeakMap<JsonObject, string>();

/**
 * `parseJson` for events. A stack trace whose very bytes were seen lately is not parsed again: a `SeenStack` stands in
 * its place, which `normaliseEvent` knows. Throws what `parseJson` throws.
 */
export function parseEvent(bytes: Buffer): Json {
  const body = stripBom(bytes);
  const ranges: StackRange[] = [];
  const patches = scanJson(body, DEFAULT_LIMITS, ranges);
  if (patches.length > 0 || ranges.length === 0) return parseJson(body);
  const stacks: { text: string; range: StackRange }[] = [];
  for (const range of ranges) {
    const text = body.toString("utf8", range.from, range.to);
    if (isWorthRemembering(text)) stacks.push({ text, range });
  }
  if (stacks.length === 0) return parseJson(body);
  const event = parseText(withMarks(body, stacks));
  const places = findPlaces(event);
  // Somewhere a stack is expected and another thing is called like it: read it the plain way.
  if (places.length !== stacks.length) return parseJson(body);
  for (const place of places) place.stacktrace = readStack(stacks[markOf(place.stacktrace)]?.text ?? "");
  return event;
}

/** The text of which a stack was parsed, if `parseEvent` found it worth remembering. */
export function sourceText(stack: JsonObject): string | undefined {
  return texts.get(stack);
}

function withMarks(body: Buffer, stacks: { range: StackRange }[]): string {
  let text = "";
  let done = 0;
  for (const [index, { range }] of stacks.entries()) {
    text += `${body.toString("utf8", done, range.from)}{"${MARK}":${index}}`;
    done = range.to;
  }
  return text + body.toString("utf8", done);
}

/** The exceptions whose stack is a mark. */
function findPlaces(event: Json): JsonObject[] {
  const exception = asObject(event)?.["exception"];
  const list = Array.isArray(exception) ? exception : asObject(exception)?.["values"];
  if (!Array.isArray(list)) return [];
  return list.flatMap((item) => (markOf(asObject(item)?.["stacktrace"]) >= 0 ? [item as JsonObject] : []));
}

function markOf(value: Json | undefined): number {
  const index = asObject(value)?.[MARK];
  return typeof index === "number" ? index : -1;
}

function readStack(text: string): Json {
  const known = recallStack(text);
  // It stands among plain JSON for a moment; whoever reads stacks looks for it.
  if (known) return new SeenStack(known) as unknown as JsonObject;
  const stack = parseText(text) as JsonObject;
  if (isSecondSight(text)) texts.set(stack, text);
  return stack;
}

function asObject(value: Json | undefined): JsonObject | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? value : undefined;
}

import { randomBytes } from "node:crypto";
import type { Json, JsonObject, Stacktrace } from "./event";
import { parseJson, parseText, stripBom } from "./parse-json";
import { DEFAULT_LIMITS, scanJson, type StackRange } from "./scan-json";
import { isSecondSight, isWorthRemembering, recallText, type SeenText, type StackText } from "./seen-stacks";

/** Stands for a stack while the text around it is parsed. Nobody can send it, and it is gone when we return. */
const MARK = `stack-${randomBytes(16).toString("hex")}`;

/** Stands in a parsed event where a stack was that is known already. */
export class SeenStack {
  constructor(readonly stacktrace: Stacktrace) {}
}

/** A stack in the text of an event: one that came before, or one to read. */
interface Found {
  range: StackRange;
  seen: SeenText | undefined;
}

const texts = new WeakMap<JsonObject, StackText>();

/**
 * `parseJson` for events. A stack trace whose very bytes were seen lately is not looked at again: a `SeenStack` stands in
 * its place, which `normaliseEvent` knows. Throws what `parseJson` throws.
 */
export function parseEvent(bytes: Buffer): Json {
  const body = stripBom(bytes);
  const stacks: Found[] = [];
  let recalled: SeenText | undefined;
  const patches = scanJson(body, DEFAULT_LIMITS, {
    recall(from) {
      recalled = recallText(body, from);
      return recalled && { ...recalled, from, to: from + recalled.bytes.length };
    },
    found(range) {
      if (recalled || isWorthRemembering(range.to - range.from)) stacks.push({ range, seen: recalled });
      recalled = undefined;
    },
  });
  if (patches.length > 0 || stacks.length === 0) return parseJson(body);
  const event = parseText(withMarks(body, stacks));
  const places = findPlaces(event);
  // Somewhere a stack is expected and another thing is called like it: read it the plain way.
  if (places.length !== stacks.length) return parseJson(body);
  for (const place of places) place.stacktrace = readStack(body, stacks[markOf(place.stacktrace)] as Found);
  return event;
}

/** The text of which a stack was parsed, if `parseEvent` found it worth remembering. */
export function sourceText(stack: JsonObject): StackText | undefined {
  return texts.get(stack);
}

function withMarks(body: Buffer, stacks: Found[]): string {
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

function readStack(body: Buffer, { range, seen }: Found): Json {
  // It stands among plain JSON for a moment; whoever reads stacks looks for it.
  if (seen) return new SeenStack(seen.stack) as unknown as JsonObject;
  const bytes = body.subarray(range.from, range.to);
  const stack = parseText(bytes.toString("utf8")) as JsonObject;
  if (isSecondSight(bytes))
    texts.set(stack, { bytes: Buffer.from(bytes), nodes: range.nodes, depth: range.depth });
  return stack;
}

function asObject(value: Json | undefined): JsonObject | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? value : undefined;
}

import { randomBytes } from "node:crypto";
import type { Frame, Json, JsonObject, Stacktrace } from "./event";
import { parseJson, parseText, stripBom } from "./parse-json";
import { DEFAULT_LIMITS, type JsonRange, scanJson } from "./scan-json";
import { seenFrames, seenStacks } from "./seen-stacks";
import { addHash, hashText, type JsonText, type SeenText } from "./text-memory";

/** Stands for a stack or a frame while the text around it is parsed. Nobody can send it, and it is gone when we return. */
const MARK = `seen-${randomBytes(16).toString("hex")}`;

/** Stands in a parsed event where a stack was that is known already. */
export class SeenStack {
  constructor(readonly stacktrace: Stacktrace) {}
}

/** Likewise for one frame of a stack that is not known. */
export class SeenFrame {
  constructor(readonly frame: Frame) {}
}

interface FoundFrame {
  range: JsonRange;
  seen: SeenText<Frame> | undefined;
}

/** A stack in the text of an event: one that came before, or one to read. */
interface FoundStack {
  range: JsonRange;
  seen: SeenText<Stacktrace> | undefined;
  frames: FoundFrame[];
}

type SourceText = JsonText & { hash: number };

const texts = new WeakMap<JsonObject, SourceText>();

/**
 * `parseJson` for events. A stack trace whose very bytes were seen lately is not looked at again, nor is a frame of a new
 * one: a `SeenStack` or `SeenFrame` stands in its place, which `normaliseEvent` knows. Throws what `parseJson` throws.
 */
export function parseEvent(bytes: Buffer): Json {
  const body = stripBom(bytes);
  const stacks: FoundStack[] = [];
  let frames: FoundFrame[] = [];
  let stack: SeenText<Stacktrace> | undefined;
  let frame: SeenText<Frame> | undefined;
  const patches = scanJson(body, DEFAULT_LIMITS, {
    recallStack: (from) => (stack = seenStacks.recall(body, from)),
    recallFrame: (from) => (frame = seenFrames.recall(body, from)),
    foundFrame(range) {
      frames.push({ range, seen: frame });
      frame = undefined;
    },
    foundStack(range) {
      stacks.push({ range, seen: stack, frames });
      stack = undefined;
      frames = [];
    },
  });
  if (patches.length > 0 || stacks.length === 0) return parseJson(body);
  const event = parseText(withMarks(body, stacks));
  // Somewhere a stack is expected and another thing is called like it: read it the plain way.
  return putBack(event, body, stacks) ? event : parseJson(body);
}

/** The text of which a stack or a frame was parsed, if `parseEvent` found it worth remembering. */
export function sourceText(object: JsonObject): SourceText | undefined {
  return texts.get(object);
}

/** The text with a short mark for all that is known. */
function withMarks(body: Buffer, stacks: FoundStack[]): string {
  let text = "";
  let done = 0;
  const mark = ({ from, to }: JsonRange) => {
    text += `${body.toString("utf8", done, from)}{"${MARK}":${from}}`;
    done = to;
  };
  for (const { range, seen, frames } of stacks) {
    if (seen) mark(range);
    else for (const frame of frames) if (frame.seen) mark(frame.range);
  }
  return text + body.toString("utf8", done);
}

/** Puts what is known in the places of the marks, and notes the texts of the rest; false if a place is not as it was found. */
function putBack(event: Json, body: Buffer, stacks: FoundStack[]): boolean {
  const places = findPlaces(event);
  if (places.length !== stacks.length) return false;
  return places.every((place, index) => {
    const found = stacks[index] as FoundStack;
    const object = place["stacktrace"] as JsonObject;
    if (!found.seen) return readFrames(object, body, found);
    if (object[MARK] !== found.range.from) return false;
    // It stands among plain JSON for a moment; whoever reads stacks looks for it.
    place["stacktrace"] = new SeenStack(found.seen.value) as unknown as JsonObject;
    return true;
  });
}

function readFrames(stack: JsonObject, body: Buffer, { range, frames: found }: FoundStack): boolean {
  const frames = stack["frames"];
  if (found.length === 0) return true;
  if (!Array.isArray(frames) || frames.length !== found.length) return false;
  let hash = 0;
  for (let index = 0; index < found.length; index++) {
    const { range: own, seen } = found[index] as FoundFrame;
    const object = asObject(frames[index]);
    if (!object || (seen && object[MARK] !== own.from)) return false;
    if (seen) frames[index] = new SeenFrame(seen.value) as unknown as JsonObject;
    const ownHash = seen ? seen.hash : hashText(body, own.from, own.to);
    if (!seen && seenFrames.isSecondSight(ownHash, own.to - own.from))
      texts.set(object, cut(body, own, ownHash));
    hash = addHash(hash, ownHash);
  }
  if (seenStacks.isSecondSight(hash, range.to - range.from)) texts.set(stack, cut(body, range, hash));
  return true;
}

/** A copy: the body that it stands in is big, and goes soon. */
function cut(body: Buffer, { from, to, nodes, depth }: JsonRange, hash: number): SourceText {
  return { bytes: Buffer.from(body.subarray(from, to)), nodes, depth, hash };
}

/** The exceptions that have a stack. */
function findPlaces(event: Json): JsonObject[] {
  const exception = asObject(event)?.["exception"];
  const list = Array.isArray(exception) ? exception : asObject(exception)?.["values"];
  if (!Array.isArray(list)) return [];
  return list.flatMap((item) => (asObject(asObject(item)?.["stacktrace"]) ? [item as JsonObject] : []));
}

function asObject(value: Json | undefined): JsonObject | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? value : undefined;
}

import { hash } from "node:crypto";
import type { Stacktrace } from "./event";

/** A stack as JSON text, and what it counts against the limits of an event. */
export interface StackText {
  bytes: Buffer;
  nodes: number;
  /** Levels of nesting, its own included. */
  depth: number;
}

/** A text that came before, and what was made of it: shared between events, nobody may change it. */
export interface SeenText extends StackText {
  stack: Stacktrace;
}

/** Shorter ones are as quickly read as found. */
const SHORTEST = 512;
const LONGEST = 64 * 1024;
/** All texts together, in bytes. */
const ROOM = 2 * 1024 * 1024;
/** Texts that are looked through because they look alike. */
const MOST_ALIKE = 16;
const SIGHTINGS = 5_000;
/** Where texts are looked at to find those that may be the same; all within the shortest. */
const SAMPLES = [40, 200, 440] as const;
const SAMPLE_BYTES = 24;

// In a flood the same few stacks come again and again. What was once made of the bytes of a stack is made of the same
// bytes for ever, so it is kept: least recently used go first.
const bySample = new Map<string, SeenText[]>();
const byUse = new Set<SeenText>();
let used = 0;
const remembered = new WeakSet<Stacktrace>();
const jsonOf = new WeakMap<Stacktrace, string>();
/** Digests of texts that came once. */
const sightings = new Set<string>();

/** Whether a text of that many bytes is remembered. */
export function isWorthRemembering(bytes: number): boolean {
  return bytes >= SHORTEST && bytes <= LONGEST;
}

/**
 * Whether a text came before, lately. What comes but once is not worth keeping: the memory that it takes for a while costs
 * more than it can spare.
 */
export function isSecondSight(text: Buffer): boolean {
  const name = hash("md5", text, "base64");
  if (sightings.delete(name)) return true;
  sightings.add(name);
  for (const oldest of sightings) {
    if (sightings.size <= SIGHTINGS) break;
    sightings.delete(oldest);
  }
  return false;
}

/** The text that stands at `from`, if it came before. A JSON object ends where it ends, so equal bytes are an equal object. */
export function recallText(body: Buffer, from: number): SeenText | undefined {
  if (from + SHORTEST > body.length) return undefined;
  for (const seen of bySample.get(sampleOf(body, from)) ?? []) {
    const to = from + seen.bytes.length;
    if (to > body.length || body.compare(seen.bytes, 0, seen.bytes.length, from, to) !== 0) continue;
    byUse.delete(seen);
    byUse.add(seen);
    return seen;
  }
  return undefined;
}

/** Remembers what was made of a text. From now on the stack must not change, but for secrets being taken out. */
export function rememberStack(text: StackText, stack: Stacktrace): void {
  const sample = sampleOf(text.bytes, 0);
  const alike = bySample.get(sample) ?? [];
  if (alike.some(({ bytes }) => bytes.equals(text.bytes))) return;
  const seen = { ...text, stack };
  bySample.set(sample, [...alike, seen]);
  byUse.add(seen);
  remembered.add(stack);
  used += seen.bytes.length;
  if (alike.length >= MOST_ALIKE && alike[0]) forget(alike[0]);
  for (const oldest of byUse) {
    if (used <= ROOM) break;
    forget(oldest);
  }
}

/** Whether a stack is one of those that are shared. */
export function isRemembered(stack: Stacktrace): boolean {
  return remembered.has(stack);
}

/** The stack as JSON, written once. For remembered ones, after their secrets were taken out. */
export function stackJson(stack: Stacktrace): string {
  let json = jsonOf.get(stack);
  if (json === undefined) jsonOf.set(stack, (json = JSON.stringify(stack)));
  return json;
}

function forget(seen: SeenText): void {
  const sample = sampleOf(seen.bytes, 0);
  const alike = (bySample.get(sample) ?? []).filter((one) => one !== seen);
  if (alike.length > 0) bySample.set(sample, alike);
  else bySample.delete(sample);
  byUse.delete(seen);
  used -= seen.bytes.length;
}

function sampleOf(bytes: Buffer, from: number): string {
  let sample = "";
  for (const at of SAMPLES) sample += bytes.toString("latin1", from + at, from + at + SAMPLE_BYTES);
  return sample;
}

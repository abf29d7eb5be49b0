import { hash } from "node:crypto";
import type { Stacktrace } from "./event";

/** Shorter ones are as quickly read as found. */
const SHORTEST = 512;
const LONGEST = 64 * 1024;
const SIGHTINGS = 5_000;
/** All texts together, in characters. */
const ROOM = 2 * 1024 * 1024;

// In a flood the same few stacks come again and again. What was once made of the bytes of a stack is made of the same
// bytes for ever, so it is kept: oldest used go first.
const byText = new Map<string, Stacktrace>();
const textOf = new WeakMap<Stacktrace, string>();
const jsonOf = new WeakMap<Stacktrace, string>();
let used = 0;
/** Digests of texts that came once. */
const sightings = new Set<string>();

/** Whether a stack's text is of a size that is remembered. */
export function isWorthRemembering(text: string): boolean {
  return text.length >= SHORTEST && text.length <= LONGEST;
}

/**
 * Whether a text came before, lately. What comes but once is not worth keeping: the memory that it takes for a while costs
 * more than it can spare.
 */
export function isSecondSight(text: string): boolean {
  const name = hash("md5", text, "base64");
  if (sightings.delete(name)) return true;
  sightings.add(name);
  for (const oldest of sightings) {
    if (sightings.size <= SIGHTINGS) break;
    sightings.delete(oldest);
  }
  return false;
}

/** What was made of the same text before: shared between events, nobody may change it. */
export function recallStack(text: string): Stacktrace | undefined {
  const stack = byText.get(text);
  if (stack) {
    byText.delete(text);
    byText.set(text, stack);
  }
  return stack;
}

/** Remembers what was made of a text. From now on the stack must not change, but for secrets being taken out. */
export function rememberStack(text: string, stack: Stacktrace): void {
  if (byText.has(text)) return;
  byText.set(text, stack);
  textOf.set(stack, text);
  used += text.length;
  for (const [oldest, gone] of byText) {
    if (used <= ROOM) break;
    byText.delete(oldest);
    textOf.delete(gone);
    used -= oldest.length;
  }
}

/** Whether a stack is one of those that are shared. */
export function isRemembered(stack: Stacktrace): boolean {
  return textOf.has(stack);
}

/** The stack as JSON, written once. For remembered ones, after their secrets were taken out. */
export function stackJson(stack: Stacktrace): string {
  let json = jsonOf.get(stack);
  if (json === undefined) jsonOf.set(stack, (json = JSON.stringify(stack)));
  return json;
}

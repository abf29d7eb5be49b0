import type { Frame, Stacktrace } from "./event";
import { TextMemory } from "./text-memory";

/** In a flood the same few stacks come again and again. */
export const seenStacks = new TextMemory<Stacktrace>({
  shortest: 512,
  longest: 64 * 1024,
  room: 2 * 1024 * 1024,
});

/** A new error stands in old company: all but a few of its frames came before. */
export const seenFrames = new TextMemory<Frame>({ shortest: 256, longest: 8 * 1024, room: 2 * 1024 * 1024 });

/** Whether a stack is one of those that events share. */
export function isRemembered(stack: Stacktrace): boolean {
  return seenStacks.has(stack);
}

import type { Frame, Stacktrace } from "@/lib/protocol/event";
import { seenFrames, seenStacks } from "@/lib/protocol/seen-stacks";
import { pack } from "./pack";

/** Neighbours in a stack, all of them shared between events. */
interface Run {
  frames: Frame[];
  /** Null until the same neighbours came a second time. */
  packed: Buffer | null;
}

/** Shorter runs are not worth a part of their own. */
export const SHORTEST_RUN = 4;

const packedStacks = new WeakMap<Stacktrace, Buffer>();
/** By their last frame; the latest run wins. They go when the frame is forgotten. */
const runs = new WeakMap<Frame, Run>();

/** A shared stack as packed JSON, made once. */
export function packStack(stack: Stacktrace): Buffer {
  const known = packedStacks.get(stack);
  if (known) return known;
  const packed = pack(Buffer.from(seenStacks.jsonOf(stack)));
  packedStacks.set(stack, packed);
  return packed;
}

/** Shared neighbours as packed JSON, with commas between them; null when they come for the first time. */
export function packRun(frames: Frame[]): Buffer | null {
  const last = frames.at(-1);
  if (!last) return null;
  const run = runs.get(last);
  if (!run || !isSame(run.frames, frames)) {
    runs.set(last, { frames, packed: null });
    return null;
  }
  run.packed ??= pack(Buffer.from(frames.map((frame) => seenFrames.jsonOf(frame)).join(",")));
  return run.packed;
}

function isSame(ones: Frame[], others: Frame[]): boolean {
  return ones.length === others.length && ones.every((frame, index) => frame === others[index]);
}

import { parameterise } from "@/lib/grouping/parameterise";
import type { Traits } from "./read-traits";

/** How much two events have in common. */
export interface Likeness {
  /** 0 to 1, in hundredths. */
  score: number;
  /** Nearest the crash first. */
  sharedFrames: string[];
  reasons: string[];
}

const FRAMES = 0.7;
const TYPE = 0.2;
const MESSAGE = 0.1;
/** Without a stack on either side, what it says has to decide. */
const TYPE_ALONE = 0.4;
const MESSAGE_ALONE = 0.6;

/**
 * Compares two events: frames weigh the more the nearer the crash they are (1, 1/2, 1/3, …), as what both have of what
 * either has; then the type, then the message but for its values. Pure and symmetric in its score.
 */
export function compareTraits(one: Traits, other: Traits): Likeness {
  const sharedFrames = one.frames.filter(
    (frame, index) => other.frames.includes(frame) && one.frames.indexOf(frame) === index,
  );
  const isSameType = one.type !== "" && one.type === other.type;
  const message = compareMessages(one.message, other.message);
  const hasStack = one.frames.length > 0 || other.frames.length > 0;
  const score = hasStack
    ? FRAMES * overlap(weigh(one.frames), weigh(other.frames)) + TYPE * Number(isSameType) + MESSAGE * message
    : one.type === "" && other.type === ""
      ? message
      : TYPE_ALONE * Number(isSameType) + MESSAGE_ALONE * message;
  const reasons: string[] = [];
  if (sharedFrames.length > 0) {
    const all = new Set([...one.frames, ...other.frames]).size;
    reasons.push(`${sharedFrames.length} of ${all} frames that count`);
  }
  if (isSameType) reasons.push("same type");
  if (message === 1)
    reasons.push(one.message === other.message ? "same message" : "same message but for values");
  return { score: Math.round(score * 100) / 100, sharedFrames, reasons };
}

/** Each frame with its weight; of one that comes several times, that nearest the crash. */
function weigh(frames: readonly string[]): Map<string, number> {
  const weights = new Map<string, number>();
  for (const [index, frame] of frames.entries()) if (!weights.has(frame)) weights.set(frame, 1 / (index + 1));
  return weights;
}

function overlap(one: Map<string, number>, other: Map<string, number>): number {
  let [shared, all] = [0, 0];
  for (const frame of new Set([...one.keys(), ...other.keys()])) {
    const [here, there] = [one.get(frame) ?? 0, other.get(frame) ?? 0];
    shared += Math.min(here, there);
    all += Math.max(here, there);
  }
  return all === 0 ? 0 : shared / all;
}

/** Words that both have of words that either has, values left out; 0 when either says nothing. */
function compareMessages(one: string, other: string): number {
  if (one === "" || other === "") return 0;
  const [here, there] = [wordsOf(one), wordsOf(other)];
  const all = new Set([...here, ...there]).size;
  const shared = [...here].filter((word) => there.has(word)).length;
  return all === 0 ? 0 : shared / all;
}

const LONGEST = 2_000;

function wordsOf(message: string): Set<string> {
  return new Set(parameterise(message.slice(0, LONGEST)).split(/\s+/).filter(Boolean));
}

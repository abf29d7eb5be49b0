import type { Frame, Stacktrace } from "@/lib/protocol/event";
import { packageOf } from "@/lib/events/text/frame-place";

export type PlacedFrame = { frame: Frame; index: number };

/** What a stack trace shows, row by row. `key` is unique within the stack. */
export type StackRow =
  | ({ kind: "frame"; key: string } & PlacedFrame)
  | { kind: "run"; key: string; frames: PlacedFrame[]; packages: string[] }
  | { kind: "omitted"; key: string; count: number };

export type StackView = { onlyInApp: boolean; newestFirst: boolean };

const PACKAGES_NAMED = 3;

/**
 * Lays a stack out for reading. With `onlyInApp`, runs of frames that are not the user's own become one row each; a
 * stack without any in-app frame is shown whole, because folding would leave nothing.
 */
export function foldFrames(stack: Stacktrace, { onlyInApp, newestFirst }: StackView): StackRow[] {
  const folds = onlyInApp && stack.frames.some(isOwn);
  const rows: StackRow[] = [];
  for (const [index, frame] of stack.frames.entries()) {
    if (index === stack.frames_omitted?.[0]) rows.push(omittedRow(stack.frames_omitted));
    const last = rows.at(-1);
    if (!folds || isOwn(frame)) rows.push({ kind: "frame", key: `frame ${index}`, frame, index });
    else if (last?.kind === "run") last.frames.push({ frame, index });
    else rows.push({ kind: "run", key: `run ${index}`, frames: [{ frame, index }], packages: [] });
  }
  if (newestFirst) {
    rows.reverse();
    for (const row of rows) if (row.kind === "run") row.frames.reverse();
  }
  for (const row of rows) if (row.kind === "run") row.packages = namePackages(row.frames);
  return rows;
}

/** The frame that is worth opening first: the innermost in-app one, else the innermost. */
export function frameToOpen(stack: Stacktrace): number {
  const own = stack.frames.findLastIndex(isOwn);
  return own < 0 ? stack.frames.length - 1 : own;
}

/** How many frames of these stacks are the user's own, and how many there are. */
export function countFrames(stacks: readonly Stacktrace[]): { inApp: number; all: number } {
  const frames = stacks.flatMap((stack) => stack.frames);
  return { inApp: frames.filter(isOwn).length, all: frames.length };
}

function isOwn(frame: Frame): boolean {
  return frame.in_app !== false;
}

function omittedRow([from, to]: [from: number, to: number]): StackRow {
  return { kind: "omitted", key: "omitted", count: Math.max(0, to - from) };
}

function namePackages(frames: readonly PlacedFrame[]): string[] {
  const names = new Set(frames.map(({ frame }) => packageOf(frame)).filter(Boolean));
  return [...names].slice(0, PACKAGES_NAMED);
}

import { type Kept, keepLatest, type PlaceRecord, recallKept } from "@/lib/grouping/recall-frame";
import type { Frame } from "@/lib/protocol/event";
import {
  type CompiledRule,
  type Entry,
  type FieldIndex,
  pairKey,
  type RuleIndex,
  type RuleTable,
} from "./compile-stack-rules";
import { foldText } from "./match-glob";
import type { FrameDecision } from "./rule";
import { matchesField, passesFrame, UNKNOWN } from "./test-frame";

/** Rules of an index that hold for all frames of a place. */
export interface PlaceFinding extends Kept<RuleIndex, PlaceFinding> {
  rules: readonly CompiledRule[];
}

/** What the rules of an index say about frames that look the same. */
export interface FrameFinding extends Kept<RuleIndex, FrameFinding> {
  /** Those that hold, as far as the frame alone can tell. */
  rules: readonly CompiledRule[];
  /** No frame beside this one decides what they do, and they do nothing to any other. */
  isAlone: boolean;
  /** What was decided then, if the SDK says nothing, that the frame is in-app, or that it is not. */
  unsaid?: FrameDecision;
  inApp?: FrameDecision;
  foreign?: FrameDecision;
}

const AS_PATH = { isPath: true, ignoreCase: true };
const NOWHERE = -1;
const SLASH = 47;
const BACKSLASH = 92;

/** Finds the rules that hold for a frame. Those that ask for no function are looked up once for each place. */
export function findRules(frame: Frame, place: PlaceRecord, index: RuleIndex): FrameFinding {
  let found = recallKept(place.finding, index);
  if (!found) {
    found = { key: index, rules: findIn(index.ofPlaces, frame) };
    place.finding = keepLatest(found, place.finding);
  }
  const named = findIn(index.ofFunctions, frame);
  const rules = named.length > 0 ? [...found.rules, ...named] : found.rules;
  return { key: index, rules, isAlone: rules.every(({ isAlone }) => isAlone) };
}

/** A few look-ups, and one comparison for each rule that they find. */
function findIn(table: RuleTable, frame: Frame): readonly CompiledRule[] {
  const found: CompiledRule[] = [];
  check(table.always, "", NOWHERE, frame, found);
  const { module, function: name = UNKNOWN, abs_path, filename } = frame;
  if (module !== undefined) check(atStart(table.module, module), module, 0, frame, found);
  check(atStart(table.function, name), name, 0, frame, found);
  if (abs_path !== undefined) checkPath(table.path, abs_path, frame, found);
  if (filename !== undefined && filename !== abs_path) checkPath(table.path, filename, frame, found);
  if (frame.package !== undefined) checkPath(table.package, frame.package, frame, found);
  return found;
}

function atStart({ starts }: FieldIndex, text: string): Entry[] | undefined {
  return starts.size === 0 ? undefined : starts.get(pairKey(text.charCodeAt(0), text.charCodeAt(1)));
}

function checkPath(
  { starts, segments }: FieldIndex,
  path: string,
  frame: Frame,
  found: CompiledRule[],
): void {
  if (starts.size > 0) checkAt(starts, path, 0, frame, found);
  if (segments.size === 0) return;
  checkAt(segments, path, 0, frame, found);
  for (let at = 0; at < path.length - 2; at++) {
    const code = path.charCodeAt(at);
    if (code === SLASH || code === BACKSLASH) checkAt(segments, path, at + 1, frame, found);
  }
}

/** Looks at the rules that ask for what stands at one place of a path. */
function checkAt(
  places: ReadonlyMap<number, Entry[]>,
  path: string,
  at: number,
  frame: Frame,
  found: CompiledRule[],
): void {
  const entries = places.get(pairAt(path, at));
  if (!entries) return;
  const folded = foldText(path, AS_PATH);
  // A few letters have more characters in lower case: then places do not agree.
  check(entries, folded, folded.length === path.length ? at : NOWHERE, frame, found);
}

function pairAt(path: string, at: number): number {
  return pairKey(fold(path.charCodeAt(at)), fold(path.charCodeAt(at + 1)));
}

/** Paths are compared in lower case, with slashes. */
function fold(code: number): number {
  if (code >= 65 && code <= 90) return code + 32;
  return code === BACKSLASH ? SLASH : code;
}

/** `text` is what was looked at, and `at` the place where the rules that were found want to see their own. */
function check(
  entries: readonly Entry[] | undefined,
  text: string,
  at: number,
  frame: Frame,
  found: CompiledRule[],
): void {
  if (!entries) return;
  for (const { rule, anchor } of entries) {
    if (anchor && at !== NOWHERE && !text.startsWith(anchor.head, at)) continue;
    if (anchor && !matchesField(anchor.test.key, frame, anchor.glob)) continue;
    // A rule may be found by both paths of a frame, and by several segments.
    if (found.includes(rule)) continue;
    if (rule.own.every((test) => test === anchor?.test || passesFrame(test, frame))) found.push(rule);
  }
}

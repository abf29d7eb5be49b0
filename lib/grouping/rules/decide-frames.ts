import type { GroupingSettings } from "@/lib/grouping/settings";
import type { Exception, Frame, Stacktrace } from "@/lib/protocol/event";
import { isRemembered } from "@/lib/protocol/seen-stacks";
import { type FrameRecord, keepFinding, recallFinding, recallFrame } from "@/lib/grouping/recall-frame";
import { applyRules, type Hit } from "./apply-stack-rules";
import {
  type CompiledRule,
  compileStackRules,
  type Entry,
  type FieldIndex,
  pairKey,
  type RuleIndex,
} from "./compile-stack-rules";
import { familyOf } from "./family";
import { inAppBasisOf } from "./in-app-basis";
import { foldText } from "./match-glob";
import type { FrameDecision, StackDecision } from "./rule";
import { matchesField, passesFrame, UNKNOWN } from "./test-frame";

/** What surrounds a stack. */
export interface StackContext {
  /** The event's, for frames that name none. */
  platform: string;
  /** Whose stack it is, if it is an exception's. */
  exception?: Exception;
  settings: GroupingSettings;
}

/** A decision with what is remembered of each frame. */
export interface ExaminedStack extends StackDecision {
  records: readonly FrameRecord[];
}

const IN_APP: FrameDecision = Object.freeze({ isInApp: true });
const FOREIGN: FrameDecision = Object.freeze({ isInApp: false });
const AS_PATH = { isPath: true, ignoreCase: true };
const NOWHERE = -1;
const SLASH = 47;
const BACKSLASH = 92;

/**
 * Decides which frames of a stack are in-app and which count, as Sentry does: first what the SDK said, then the base rules,
 * then the project's, each over all frames, so that later rules win. Rules about in-app and categories are applied before
 * those about grouping, wherever they stand. Decisions are kept: a stack must not change between calls.
 */
export function decideFrames(stack: Stacktrace, context: StackContext): ExaminedStack {
  const known = recall(stack, context);
  if (known) return known;
  const decision = decide(stack, context);
  keep(stack, context, decision);
  return decision;
}

function decide({ frames }: Stacktrace, { platform, exception, settings }: StackContext): ExaminedStack {
  const { startsInApp } = inAppBasisOf(settings.version);
  const families = rulesOf(settings);
  const decided: FrameDecision[] = [];
  const records: FrameRecord[] = [];
  const hits: Hit[] = [];
  let own = "";
  let rules: RuleIndex | undefined;
  for (let at = 0; at < frames.length; at++) {
    const frame = frames[at] as Frame;
    decided.push(startsInApp(frame, platform) ? IN_APP : FOREIGN);
    const name = frame.platform ?? platform;
    if (!rules || own !== name) [own, rules] = [name, families.of(name)];
    const record = recallFrame(frame);
    records.push(record);
    if (rules.isEmpty) continue;
    const found =
      recallFinding(record.rules, rules) ?? keepFinding(record.rules, rules, findRules(frame, rules));
    for (const rule of found) hits.push({ rule, index: at });
  }
  if (hits.length === 0) return { frames: decided, records };
  return { ...applyRules(frames, decided, hits, { platform, ...(exception && { exception }) }), records };
}

// ── Rules for a frame ──────────────────────────────────────────────────────

function findRules(frame: Frame, rules: RuleIndex): readonly CompiledRule[] {
  const hits: Hit[] = [];
  findHits(frame, 0, rules, hits);
  return hits.map(({ rule }) => rule);
}

/** Gathers the rules that hold for the frame itself: a few look-ups, and one comparison for each rule that they find. */
function findHits(frame: Frame, index: number, rules: RuleIndex, hits: Hit[]): void {
  const first = hits.length;
  check(rules.always, "", NOWHERE, frame, index, hits, first);
  const { module, function: name = UNKNOWN, abs_path, filename } = frame;
  if (module !== undefined) check(atStart(rules.module, module), module, 0, frame, index, hits, first);
  check(atStart(rules.function, name), name, 0, frame, index, hits, first);
  if (abs_path !== undefined) checkPath(rules.path, abs_path, frame, index, hits, first);
  if (filename !== undefined && filename !== abs_path)
    checkPath(rules.path, filename, frame, index, hits, first);
  if (frame.package !== undefined) checkPath(rules.package, frame.package, frame, index, hits, first);
}

function atStart({ starts }: FieldIndex, text: string): Entry[] | undefined {
  return starts.size === 0 ? undefined : starts.get(pairKey(text.charCodeAt(0), text.charCodeAt(1)));
}

function checkPath(
  { starts, segments }: FieldIndex,
  path: string,
  frame: Frame,
  index: number,
  hits: Hit[],
  first: number,
): void {
  if (starts.size > 0) checkAt(starts, path, 0, frame, index, hits, first);
  if (segments.size === 0) return;
  checkAt(segments, path, 0, frame, index, hits, first);
  for (let at = 0; at < path.length - 2; at++) {
    const code = path.charCodeAt(at);
    if (code === SLASH || code === BACKSLASH) checkAt(segments, path, at + 1, frame, index, hits, first);
  }
}

/** Looks at the rules that ask for what stands at one place of a path. */
function checkAt(
  found: ReadonlyMap<number, Entry[]>,
  path: string,
  at: number,
  frame: Frame,
  index: number,
  hits: Hit[],
  first: number,
): void {
  const entries = found.get(pairAt(path, at));
  if (!entries) return;
  const folded = foldText(path, AS_PATH);
  // A few letters have more characters in lower case: then places do not agree.
  check(entries, folded, folded.length === path.length ? at : NOWHERE, frame, index, hits, first);
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
  index: number,
  hits: Hit[],
  first: number,
): void {
  if (!entries) return;
  for (const { rule, anchor } of entries) {
    if (anchor && at !== NOWHERE && !text.startsWith(anchor.head, at)) continue;
    if (anchor && !matchesField(anchor.test.key, frame, anchor.glob)) continue;
    if (isHit(rule.order, hits, first)) continue;
    if (rule.own.every((test) => test === anchor?.test || passesFrame(test, frame)))
      hits.push({ rule, index });
  }
}

/** A rule may be found by both paths of a frame, and by several segments. */
function isHit(order: number, hits: readonly Hit[], first: number): boolean {
  for (let at = first; at < hits.length; at++) if (hits[at]?.rule.order === order) return true;
  return false;
}

// ── Compiled once for each project and revision ────────────────────────────

interface Families {
  of(platform: string): RuleIndex;
  looksAtErrors: boolean;
}

const compiled = new WeakMap<GroupingSettings, Families>();

function rulesOf(settings: GroupingSettings): Families {
  let families = compiled.get(settings);
  if (!families) compiled.set(settings, (families = openFamilies(settings)));
  return families;
}

function openFamilies({ version, stackTraceRules }: GroupingSettings): Families {
  const indexes = new Map<string, RuleIndex>();
  return {
    of(platform) {
      const family = familyOf(platform);
      let index = indexes.get(family);
      if (!index) {
        const { baseRulesOf } = inAppBasisOf(version);
        indexes.set(family, (index = compileStackRules(family, baseRulesOf(family), stackTraceRules)));
      }
      return index;
    },
    looksAtErrors: stackTraceRules.some(({ matchers, caller = [], callee = [] }) =>
      [...matchers, ...caller, ...callee].some(({ key }) => key.startsWith("error.")),
    ),
  };
}

// ── Decisions that are kept ────────────────────────────────────────────────

interface Kept {
  stack: Stacktrace;
  context: StackContext;
  decision: ExaminedStack;
}

/** Of stacks that many events share: what was decided under the settings that asked last. */
const shared = new WeakMap<Stacktrace, Kept[]>();
const MOST_SHARED = 4;
/** Of other stacks: one event asks several times for its own, then never again. */
const recent: (Kept | undefined)[] = Array.from({ length: 16 });
let next = 0;

function recall(stack: Stacktrace, context: StackContext): ExaminedStack | undefined {
  const some = isRemembered(stack) ? (shared.get(stack) ?? []) : recent;
  for (let index = 0; index < some.length; index++) {
    const kept = some[index];
    if (kept?.stack === stack && isSame(kept.context, context)) return kept.decision;
  }
  return undefined;
}

function keep(stack: Stacktrace, context: StackContext, decision: ExaminedStack): void {
  const kept = { stack, context, decision };
  if (isRemembered(stack)) shared.set(stack, [kept, ...(shared.get(stack) ?? [])].slice(0, MOST_SHARED));
  else {
    recent[next] = kept;
    next = (next + 1) % recent.length;
  }
}

function isSame(one: StackContext, other: StackContext): boolean {
  if (one.settings !== other.settings || one.platform !== other.platform) return false;
  if (one.exception === other.exception || !rulesOf(one.settings).looksAtErrors) return true;
  return (
    one.exception?.type === other.exception?.type &&
    one.exception?.value === other.exception?.value &&
    one.exception?.mechanism?.type === other.exception?.mechanism?.type
  );
}

import type { GroupingSettings } from "@/lib/grouping/settings";
import type { Exception, Frame, Stacktrace } from "@/lib/protocol/event";
import { isRemembered } from "@/lib/protocol/seen-stacks";
import { type FrameRecord, keepLatest, recallFrame, recallKept } from "@/lib/grouping/recall-frame";
import { applyRules, type Hit } from "./apply-stack-rules";
import { compileStackRules, type RuleIndex } from "./compile-stack-rules";
import { familyOf } from "./family";
import { type FrameFinding, findRules } from "./find-rules";
import { inAppBasisOf, type InAppBasis } from "./in-app-basis";
import type { FrameDecision, StackDecision } from "./rule";

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

function decide({ frames }: Stacktrace, context: StackContext): ExaminedStack {
  const { platform, settings } = context;
  const basis = inAppBasisOf(settings.version);
  const families = rulesOf(settings);
  const decided: FrameDecision[] = [];
  const records: FrameRecord[] = [];
  const findings: FrameFinding[] = [];
  let isEachAlone = true;
  let own = "";
  let rules: RuleIndex | undefined;
  for (const frame of frames) {
    const name = frame.platform ?? platform;
    if (!rules || own !== name) [own, rules] = [name, families.of(name)];
    const record = recallFrame(frame);
    let finding = recallKept(record.finding, rules);
    if (!finding) {
      finding = findRules(frame, record.place, rules);
      record.finding = keepLatest(finding, record.finding);
    }
    records.push(record);
    findings.push(finding);
    if (finding.isAlone) decided.push(decideAlone(frame, finding, basis, platform));
    else isEachAlone = false;
  }
  if (isEachAlone) return { frames: decided, records };
  return { ...decideTogether(frames, findings, basis, context), records };
}

/** As most rules speak of one frame, frames that look the same are decided once for each thing that the SDK can say. */
function decideAlone(
  frame: Frame,
  finding: FrameFinding,
  basis: InAppBasis,
  platform: string,
): FrameDecision {
  switch (frame.in_app) {
    case undefined:
      return (finding.unsaid ??= decideOne(frame, finding, basis, platform));
    case true:
      return (finding.inApp ??= decideOne(frame, finding, basis, platform));
    default:
      return (finding.foreign ??= decideOne(frame, finding, basis, platform));
  }
}

function decideOne(
  frame: Frame,
  { rules }: FrameFinding,
  basis: InAppBasis,
  platform: string,
): FrameDecision {
  const before = startAt(frame, basis, platform);
  const hits = rules.map((rule) => ({ rule, index: 0 }));
  return hits.length > 0 ? applyRules([frame], [before], hits, { platform }).frames[0]! : before;
}

function decideTogether(
  frames: readonly Frame[],
  findings: readonly FrameFinding[],
  basis: InAppBasis,
  { platform, exception }: StackContext,
): StackDecision {
  const before = frames.map((frame) => startAt(frame, basis, platform));
  const hits: Hit[] = findings.flatMap(({ rules }, index) => rules.map((rule) => ({ rule, index })));
  return applyRules(frames, before, hits, { platform, ...(exception && { exception }) });
}

function startAt(frame: Frame, { startsInApp }: InAppBasis, platform: string): FrameDecision {
  return startsInApp(frame, platform) ? IN_APP : FOREIGN;
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

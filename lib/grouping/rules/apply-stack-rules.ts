import type { Exception, Frame } from "@/lib/protocol/event";
import type { CompiledRule, Test } from "./compile-stack-rules";
import { familyOf, isInFamily } from "./family";
import { matchGlob } from "./match-glob";
import type { FrameDecision, StackDecision, StackTraceAction } from "./rule";
import { passesError, passesFrame } from "./test-frame";

/** A rule that holds for a frame as far as the frame alone can tell. */
export interface Hit {
  rule: CompiledRule;
  index: number;
}

interface Surroundings {
  platform: string;
  exception?: Exception;
}

/**
 * SDKs of these platforms call everything in-app, or all that is not the language's own, so base rules may say otherwise.
 * Elsewhere `in_app` was decided with the user's settings at hand, and stands; but for what base rules take out of grouping
 * as well: runtimes, trampolines and SDKs at work, which are nobody's app.
 */
const UNDECIDED_FAMILIES = new Set(["javascript", "php", "go"]);

/** Applies rules in their order; what each matches is found before it changes anything. `before` is what held without them. */
export function applyRules(
  frames: readonly Frame[],
  before: readonly FrameDecision[],
  hits: Hit[],
  surroundings: Surroundings,
): StackDecision {
  hits.sort((one, other) => one.rule.order - other.rule.order || one.index - other.index);
  const state = new StackState(frames, before, surroundings);
  for (const stage of ["modifies", "counts"] as const) {
    for (let from = 0; from < hits.length; ) {
      const { rule } = hits[from] as Hit;
      let to = from;
      while (hits[to]?.rule === rule) to++;
      if (rule[stage].length > 0) state.apply(rule, hits.slice(from, to), rule[stage]);
      from = to;
    }
  }
  return state.decide();
}

class StackState {
  private readonly inApp: boolean[];
  private readonly categories: (string | undefined)[] = [];
  private readonly counts: (boolean | undefined)[] = [];
  private readonly appRules: (string | undefined)[] = [];
  private readonly groupRules: (string | undefined)[] = [];
  private maximumFrames = 0;
  private isInverted = false;

  constructor(
    private readonly frames: readonly Frame[],
    private readonly before: readonly FrameDecision[],
    private readonly surroundings: Surroundings,
  ) {
    this.inApp = before.map(({ isInApp }) => isInApp);
  }

  apply(rule: CompiledRule, hits: Hit[], actions: readonly StackTraceAction[]): void {
    for (const { index } of hits.filter((hit) => this.holds(rule, hit.index)))
      for (const action of actions) this.act(rule, index, action);
  }

  private holds({ later, caller, callee }: CompiledRule, index: number): boolean {
    return (
      later.every((test) => this.passes(test, index)) &&
      (!caller || (index > 0 && caller.every((test) => this.passes(test, index - 1)))) &&
      (!callee || (index < this.frames.length - 1 && callee.every((test) => this.passes(test, index + 1))))
    );
  }

  private passes(test: Test, index: number): boolean {
    const frame = this.frames[index] as Frame;
    if (test.flag !== undefined) return (this.inApp[index] === test.flag) !== test.isNegated;
    if (test.families)
      return (
        isInFamily(familyOf(frame.platform ?? this.surroundings.platform), test.families) !== test.isNegated
      );
    if (test.key === "category") {
      const category = this.categories[index];
      return (category !== undefined && !!test.glob && matchGlob(test.glob, category)) !== test.isNegated;
    }
    if (test.key.startsWith("error.")) return passesError(test, this.surroundings.exception);
    return passesFrame(test, frame);
  }

  private act(rule: CompiledRule, index: number, action: StackTraceAction): void {
    if ("variable" in action) {
      if (action.variable === "max-frames") this.maximumFrames = action.value;
      else if (action.variable === "invert-stacktrace") this.isInverted = action.value;
      else this.categories[index] = action.value;
      return;
    }
    const from = action.range === "up" ? index + 1 : action.range === "down" ? 0 : index;
    const to = action.range === "up" ? this.frames.length : action.range === "down" ? index : index + 1;
    for (let target = from; target < to; target++) {
      if (action.flag === "group") {
        this.counts[target] = action.value;
        this.groupRules[target] = rule.text;
      } else if (!rule.isBase || rule.counts.length > 0 || !this.isDecided(target)) {
        this.inApp[target] = action.value;
        this.appRules[target] = rule.text;
      }
    }
  }

  private isDecided(index: number): boolean {
    const frame = this.frames[index] as Frame;
    if (frame.in_app === undefined) return false;
    return !UNDECIDED_FAMILIES.has(familyOf(frame.platform ?? this.surroundings.platform));
  }

  decide(): StackDecision {
    return {
      frames: this.before.map((before, index) => this.decideFrame(before, index)),
      ...(this.maximumFrames > 0 && { maximumFrames: this.maximumFrames }),
      ...(this.isInverted && { isInverted: true }),
    };
  }

  private decideFrame(before: FrameDecision, index: number): FrameDecision {
    const isInApp = this.inApp[index] as boolean;
    const counts = this.counts[index];
    if (isInApp === before.isInApp && counts === undefined) return before;
    const rule = this.groupRules[index] ?? (isInApp === before.isInApp ? undefined : this.appRules[index]);
    return { isInApp, ...(counts !== undefined && { counts }), ...(rule !== undefined && { rule }) };
  }
}

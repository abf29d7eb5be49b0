import type { GroupingSettings } from "@/lib/grouping/settings";
import type { Event, Exception, Frame, Stacktrace } from "@/lib/protocol/event";
import { compileTest, type Test } from "./compile-stack-rules";
import { decideFrames } from "./decide-frames";
import { familyOf, isInFamily } from "./family";
import { matchGlob } from "./match-glob";
import type { FingerprintRule } from "./rule";
import { passesFrame } from "./test-frame";

interface CompiledRule {
  rule: FingerprintRule;
  /** About the event as a whole. */
  event: Test[];
  /** About what was thrown: all must hold for one exception or message. */
  thrown: Test[];
  /** About frames: all must hold for one frame. */
  frame: Test[];
}

const THROWN = new Set(["error.type", "error.value"]);
const FRAME = new Set(["stack.abs_path", "stack.module", "stack.function", "stack.package", "app"]);
const compiled = new WeakMap<readonly FingerprintRule[], CompiledRule[]>();

/**
 * The first rule whose matchers all hold, as Sentry has it: those about frames on one and the same frame of any exception
 * (else of the event's stack, else of the thread that is to blame), those about errors on one and the same exception. A
 * matcher that is negated holds where one that is not does not: `!stack.function:x` asks for a frame that is not `x`.
 */
export function matchFingerprintRules(event: Event, settings: GroupingSettings): FingerprintRule | undefined {
  if (settings.fingerprintRules.length === 0) return undefined;
  const facts = new Facts(event, settings);
  return compile(settings.fingerprintRules).find((one) => holds(one, facts))?.rule;
}

function compile(rules: readonly FingerprintRule[]): CompiledRule[] {
  let found = compiled.get(rules);
  if (!found) compiled.set(rules, (found = rules.map(compileRule)));
  return found;
}

function compileRule(rule: FingerprintRule): CompiledRule {
  const tests = rule.matchers.map(compileTest);
  return {
    rule,
    event: tests.filter(({ key }) => !THROWN.has(key) && !FRAME.has(key)),
    thrown: tests.filter(({ key }) => THROWN.has(key)),
    frame: tests.filter(({ key }) => FRAME.has(key)),
  };
}

function holds({ event, thrown, frame }: CompiledRule, facts: Facts): boolean {
  return (
    (thrown.length === 0 ||
      facts.exceptions.some((one) => thrown.every((test) => passesThrown(test, one)))) &&
    event.every((test) => facts.passesEvent(test)) &&
    (frame.length === 0 || facts.hasFrame(frame))
  );
}

function passesThrown({ key, glob, isNegated }: Test, exception: Exception): boolean {
  return matches(glob, key === "error.type" ? exception.type : exception.value) !== isNegated;
}

/** What rules ask about an event. Stacks are looked at when the first rule asks for frames. */
class Facts {
  readonly exceptions: readonly Exception[];

  constructor(
    private readonly event: Event,
    private readonly settings: GroupingSettings,
  ) {
    this.exceptions = event.exception?.values ?? [];
  }

  passesEvent(test: Test): boolean {
    const { key, glob, families, isNegated } = test;
    if (families) return isInFamily(familyOf(this.event.platform), families) !== isNegated;
    if (key === "sdk") return this.isOfSdk(test) !== isNegated;
    return this.textsOf(key).some((text) => matches(glob, text)) !== isNegated;
  }

  /** `message` is about what was thrown, too: people cannot tell them apart. */
  private textsOf(key: string): (string | undefined)[] {
    const { event } = this;
    switch (key) {
      case "message":
        return [event.logentry?.formatted, ...this.exceptions.map(({ value }) => value)];
      case "logger":
        return [event.logger];
      case "level":
        return [event.level];
      case "release":
        return [event.release];
      default:
        return [event.tags.find(([name]) => `tags.${name}` === key)?.[1]];
    }
  }

  private isOfSdk({ glob }: Test): boolean {
    return matches(glob, this.event.sdk?.name);
  }

  hasFrame(tests: readonly Test[]): boolean {
    const withApp = tests.some(({ flag }) => flag !== undefined);
    return this.stacks().some(({ stack, exception }) => {
      const decision = withApp ? this.decide(stack, exception) : undefined;
      return stack.frames.some((frame, index) =>
        tests.every((test) => passesOne(test, frame, decision?.frames[index]?.isInApp)),
      );
    });
  }

  private decide(stack: Stacktrace, exception: Exception | undefined) {
    const { platform } = this.event;
    return decideFrames(stack, { platform, settings: this.settings, ...(exception && { exception }) });
  }

  private stacks(): { stack: Stacktrace; exception?: Exception }[] {
    const thrown = this.exceptions.flatMap((exception) =>
      exception.stacktrace ? [{ stack: exception.stacktrace, exception }] : [],
    );
    if (thrown.length > 0) return thrown;
    const stack = this.event.stacktrace ?? this.blamedThread();
    return stack ? [{ stack }] : [];
  }

  private blamedThread(): Stacktrace | undefined {
    const threads = this.event.threads?.values ?? [];
    const blamed = threads.filter(({ crashed }) => crashed);
    const current = threads.filter(({ current: isCurrent }) => isCurrent);
    return [threads, blamed, current].find((some) => some.length === 1)?.[0]?.stacktrace;
  }
}

function passesOne(test: Test, frame: Frame, isInApp: boolean | undefined): boolean {
  if (test.flag !== undefined) return (isInApp === test.flag) !== test.isNegated;
  return passesFrame(test, frame);
}

function matches(glob: Test["glob"], text: string | undefined): boolean {
  return text !== undefined && glob !== undefined && matchGlob(glob, text.trim());
}

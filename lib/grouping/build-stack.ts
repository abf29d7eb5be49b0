import type { Exception, Frame, Stacktrace } from "@/lib/protocol/event";
import { isRemembered } from "@/lib/protocol/seen-stacks";
import { buildFrame, type FrameContext, hasUrlOrigin, isNameless } from "./build-frame";
import { ignored, keepStrings } from "./component";
import type { Configuration } from "./configuration";
import type { Component } from "./grouping";
import { type FrameRecord, keepFinding, recallFinding } from "./recall-frame";
import { isBaseRule } from "./rules/base-rules";
import { decideFrames } from "./rules/decide-frames";
import type { FrameDecision, StackDecision } from "./rules/rule";

/** The two readings of one stack: only in-app frames, and all frames. */
export interface StackPair {
  app: Component;
  system: Component;
}

/** What a stack that many events share was built into, per context; the latest first. */
const built = new WeakMap<Stacktrace, { context: FrameContext; pair: StackPair }[]>();
/** Projects that share a stack, and the two versions of one that is being upgraded. */
const MOST_CONTEXTS = 4;

/** Builds both readings of a stack; each frame is examined once, those of a stack that events share once for all. */
export function buildStack(stack: Stacktrace, context: FrameContext): StackPair {
  if (!isRemembered(stack)) return readStack(stack, context);
  const known = built.get(stack);
  const same = known?.find((one) => isSame(one.context, context));
  if (same) return same.pair;
  const pair = readStack(stack, context);
  for (const reading of [pair.app, pair.system]) keepStrings(reading);
  built.set(stack, [{ context, pair }, ...(known ?? [])].slice(0, MOST_CONTEXTS));
  return pair;
}

/** Settings are one object per project and revision. Events that share a stack may differ in what was thrown. */
function isSame(one: FrameContext, other: FrameContext): boolean {
  return (
    one.settings === other.settings &&
    one.platform === other.platform &&
    one.configuration === other.configuration &&
    one.symbolicated === other.symbolicated &&
    (other.settings.stackTraceRules.length === 0 || isSameError(one.exception, other.exception))
  );
}

function isSameError(one: Exception | undefined, other: Exception | undefined): boolean {
  return (
    one?.type === other?.type &&
    one?.value === other?.value &&
    one?.mechanism?.type === other?.mechanism?.type
  );
}

function readStack(stack: Stacktrace, context: FrameContext): StackPair {
  const { frames } = stack;
  const decision = decideFrames(stack, context);
  const app: Component[] = [];
  const system: Component[] = [];
  let anyInApp = false;
  let lastInApp: Frame | undefined;
  let previous: Frame | undefined;
  const reading = readingOf(context);

  for (let index = 0; index < frames.length; index++) {
    const frame = frames[index] as Frame;
    const { isInApp, counts, rule } = decision.frames[index] as FrameDecision;
    if (isInApp) anyInApp = true;
    const { components } = decision.records[index] as FrameRecord;
    let component =
      recallFinding(components, reading) ?? keepFinding(components, reading, buildFrame(frame, context));
    if (counts === false) {
      component = mute(component, `ignored by ${name(rule)}`);
      app.push(component);
      system.push(component);
      continue;
    }
    if (component.contributes && (counts || (isInApp && rule !== undefined)))
      component = { ...component, hint: `${counts ? "counts" : "in-app"} by ${name(rule)}` };
    system.push(isRecursion(frame, previous) ? recursion(component) : component);
    previous = frame;
    if (isInApp || counts) {
      app.push(isRecursion(frame, lastInApp) ? recursion(component) : component);
      lastInApp = frame;
    } else {
      app.push(mute(component, rule === undefined ? NOT_IN_APP : `${NOT_IN_APP}, by ${name(rule)}`));
    }
  }

  if (isLoneUrlFrame(frames, context)) {
    const hint = "ignored because one nameless frame from a URL says nothing";
    return { app: ignored("stacktrace", app, hint), system: ignored("stacktrace", system, hint) };
  }
  for (const reading of [app, system]) arrange(reading, decision);
  return {
    app: stacktrace(app, anyInApp ? "in-app frames have nothing to compare" : "no frame is in-app"),
    system: stacktrace(system, "frames have nothing to compare"),
  };
}

/** Stands for all contexts in which a frame reads the same. */
const readings = new WeakMap<Configuration, Map<string, object>>();

function readingOf({ configuration, platform, symbolicated }: FrameContext): object {
  let own = readings.get(configuration);
  if (!own) readings.set(configuration, (own = new Map()));
  const name = symbolicated ? `${platform}, symbolicated` : platform;
  let reading = own.get(name);
  if (!reading) own.set(name, (reading = {}));
  return reading;
}

const NOT_IN_APP = "ignored because the frame is not in-app";

function name(rule: string | undefined): string {
  if (rule === undefined) return "a stack-trace rule";
  return isBaseRule(rule) ? "a built-in rule" : `the rule “${rule}”`;
}

/** Turns the frames around and keeps as many as rules want, counted from the crash. */
function arrange(frames: Component[], { maximumFrames, isInverted }: StackDecision): void {
  if (isInverted) frames.reverse();
  if (maximumFrames === undefined) return;
  let left = maximumFrames;
  for (let index = frames.length - 1; index >= 0; index--) {
    const frame = frames[index] as Component;
    if (!frame.contributes || left-- > 0) continue;
    frames[index] = mute(
      frame,
      `ignored because a rule keeps ${maximumFrames} ${maximumFrames === 1 ? "frame" : "frames"}`,
    );
  }
}

function stacktrace(frames: Component[], emptyHint: string): Component {
  const contributes = frames.some((frame) => frame.contributes);
  return contributes
    ? { id: "stacktrace", contributes, values: frames }
    : ignored("stacktrace", frames, emptyHint);
}

function recursion(component: Component): Component {
  return mute(component, "ignored because it repeats the frame before");
}

function mute(component: Component, hint: string): Component {
  if (!component.contributes) return component;
  return { id: component.id, contributes: false, hint, values: component.values };
}

/** The same function calling itself. Lines are not compared: the depth at which each line recurs is chance. */
function isRecursion(frame: Frame, previous: Frame | undefined): boolean {
  return (
    previous !== undefined &&
    (frame.function !== undefined || frame.context_line !== undefined) &&
    frame.function === previous.function &&
    frame.module === previous.module &&
    frame.filename === previous.filename &&
    frame.abs_path === previous.abs_path &&
    frame.package === previous.package &&
    (frame.function !== undefined || frame.context_line === previous.context_line)
  );
}

function isLoneUrlFrame(frames: Frame[], { platform, configuration }: FrameContext): boolean {
  const only = frames[0];
  if (frames.length !== 1 || !only || !hasUrlOrigin(only)) return false;
  const own = only.platform ?? platform;
  return configuration.lonePlatforms.has(own) && isNameless(only, own, configuration);
}

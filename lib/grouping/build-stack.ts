import type { Exception, Frame, Stacktrace } from "@/lib/protocol/event";
import { isRemembered } from "@/lib/protocol/seen-stacks";
import { buildFrame, type FrameContext, isNameless } from "./build-frame";
import { buildPlace, hasUrlOrigin } from "./build-place";
import { ignored, type Reading, readComponent } from "./component";
import type { Configuration } from "./configuration";
import type { Component } from "./grouping";
import { type FrameReading, judgeFrame, mute } from "./judge-frame";
import { type FrameRecord, keepLatest, recallKept } from "./recall-frame";
import { decideFrames } from "./rules/decide-frames";
import type { FrameDecision, StackDecision } from "./rules/rule";

/** The two readings of one stack: only in-app frames, and all frames. */
export interface StackPair {
  app: Reading;
  system: Reading;
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
  // What counts is gathered on the way: walking the components once more would take longer than reading them.
  let appText = "";
  let systemText = "";
  let anyInApp = false;
  let lastInApp: Frame | undefined;
  let previous: Frame | undefined;
  const key = keyOf(context);

  for (let index = 0; index < frames.length; index++) {
    const frame = frames[index] as Frame;
    const decided = decision.frames[index] as FrameDecision;
    const record = decision.records[index] as FrameRecord;
    if (decided.isInApp) anyInApp = true;
    const reading = recallKept(record.reading, key) ?? readFrame(frame, record, key, context);
    judgeFrame(reading, decided);
    let { app: inApp, system: any } = reading;
    if (decided.counts !== false) {
      if (isRecursion(frame, previous)) any = recursion(any);
      previous = frame;
      if (decided.isInApp || decided.counts) {
        if (isRecursion(frame, lastInApp)) inApp = recursion(inApp);
        lastInApp = frame;
      }
    }
    app.push(inApp);
    system.push(any);
    if (inApp.contributes) appText += reading.text;
    if (any.contributes) systemText += reading.text;
  }

  if (isLoneUrlFrame(frames, context)) {
    const hint = "ignored because one nameless frame from a URL says nothing";
    return {
      app: { component: ignored("stacktrace", app, hint), text: "" },
      system: { component: ignored("stacktrace", system, hint), text: "" },
    };
  }
  const emptyHint = anyInApp ? "in-app frames have nothing to compare" : "no frame is in-app";
  return {
    app: readFrames(app, appText, decision, emptyHint),
    system: readFrames(system, systemText, decision, "frames have nothing to compare"),
  };
}

function readFrame(frame: Frame, record: FrameRecord, key: object, context: FrameContext): FrameReading {
  const { place } = record;
  let known = recallKept(place.reading, key);
  if (!known) {
    const platform = frame.platform ?? context.platform;
    known = buildPlace(key, frame, platform, context.configuration);
    place.reading = keepLatest(known, place.reading);
  }
  const { component, text } = readComponent(buildFrame(frame, known, context));
  const reading = { key, component, text, app: component, system: component };
  record.reading = keepLatest<object, FrameReading>(reading, record.reading);
  return reading;
}

/** Stands for all contexts in which a frame reads the same. */
const keys = new WeakMap<Configuration, Map<string, object>>();

function keyOf({ configuration, platform, symbolicated }: FrameContext): object {
  let own = keys.get(configuration);
  if (!own) keys.set(configuration, (own = new Map()));
  const name = symbolicated ? `${platform}, symbolicated` : platform;
  let key = own.get(name);
  if (!key) own.set(name, (key = {}));
  return key;
}

function readFrames(frames: Component[], text: string, decision: StackDecision, emptyHint: string): Reading {
  const isArranged = decision.isInverted || decision.maximumFrames !== undefined;
  if (isArranged) arrange(frames, decision);
  const component = stacktrace(frames, emptyHint);
  return isArranged ? readComponent(component) : { component, text };
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

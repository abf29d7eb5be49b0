import type { Frame, Stacktrace } from "@/lib/protocol/event";
import { isRemembered } from "@/lib/protocol/seen-stacks";
import { buildFrame, type FrameContext, hasUrlOrigin } from "./build-frame";
import { ignored, keepStrings } from "./component";
import type { Component } from "./grouping";
import { isInApp } from "./in-app";

/** The two readings of one stack: only in-app frames, and all frames. */
export interface StackPair {
  app: Component;
  system: Component;
}

/** What a stack that many events share was built into, per context. */
const built = new WeakMap<Stacktrace, { context: FrameContext; pair: StackPair }>();

/** Builds both readings of a stack; each frame is examined once, those of a stack that events share once for all. */
export function buildStack(stack: Stacktrace, context: FrameContext): StackPair {
  if (!isRemembered(stack)) return readStack(stack, context);
  const known = built.get(stack);
  if (known && isSame(known.context, context)) return known.pair;
  const pair = readStack(stack, context);
  for (const reading of [pair.app, pair.system]) keepStrings(reading);
  built.set(stack, { context, pair });
  return pair;
}

function isSame(one: FrameContext, other: FrameContext): boolean {
  return (
    one.platform === other.platform &&
    one.configuration === other.configuration &&
    one.symbolicated === other.symbolicated
  );
}

function readStack(stack: Stacktrace, context: FrameContext): StackPair {
  const app: Component[] = [];
  const system: Component[] = [];
  let anyInApp = false;
  let lastInApp: Frame | undefined;
  let previous: Frame | undefined;

  for (const frame of stack.frames) {
    const component = buildFrame(frame, context);
    system.push(isRecursion(frame, previous) ? recursion(component) : component);
    previous = frame;
    if (isInApp(frame, context.platform)) {
      anyInApp = true;
      app.push(isRecursion(frame, lastInApp) ? recursion(component) : component);
      lastInApp = frame;
    } else {
      app.push(mute(component, "ignored because the frame is not in-app"));
    }
  }

  if (isLoneUrlFrame(stack.frames, context.platform)) {
    const hint = "ignored because one nameless frame from a URL says nothing";
    return { app: ignored("stacktrace", app, hint), system: ignored("stacktrace", system, hint) };
  }
  return {
    app: stacktrace(app, anyInApp ? "in-app frames have nothing to compare" : "no frame is in-app"),
    system: stacktrace(system, "frames have nothing to compare"),
  };
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

function isLoneUrlFrame(frames: Frame[], platform: string): boolean {
  const only = frames[0];
  if (frames.length !== 1 || !only || only.function) return false;
  return (only.platform ?? platform) === "javascript" && hasUrlOrigin(only);
}

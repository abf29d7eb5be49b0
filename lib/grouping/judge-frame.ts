import type { Reading } from "./component";
import type { Component } from "./grouping";
import type { Kept } from "./recall-frame";
import { isBaseRule } from "./rules/base-rules";
import type { FrameDecision } from "./rules/rule";

/**
 * What a frame says by itself, and what was last made of it. A function mostly gets the same decision in every stack, so
 * that is kept.
 */
export interface FrameReading extends Reading, Kept<object, FrameReading> {
  decision?: FrameDecision;
  /** As it counts in both readings of a stack, but for its neighbours. */
  app: Component;
  system: Component;
}

const NOT_IN_APP = "ignored because the frame is not in-app";

/** Makes a frame count as rules and SDK want it to. */
export function judgeFrame(reading: FrameReading, decision: FrameDecision): void {
  if (reading.decision === decision) return;
  reading.decision = decision;
  const { component } = reading;
  const { isInApp, counts, rule } = decision;
  if (counts === false) {
    reading.app = reading.system = mute(component, `ignored by ${name(rule)}`);
    return;
  }
  const isNoted = component.contributes && (counts || (isInApp && rule !== undefined));
  reading.system = isNoted
    ? { ...component, hint: `${counts ? "counts" : "in-app"} by ${name(rule)}` }
    : component;
  reading.app =
    isInApp || counts
      ? reading.system
      : mute(component, rule === undefined ? NOT_IN_APP : `${NOT_IN_APP}, by ${name(rule)}`);
}

function name(rule: string | undefined): string {
  if (rule === undefined) return "a stack-trace rule";
  return isBaseRule(rule) ? "a built-in rule" : `the rule “${rule}”`;
}

/** A component that counted, and why it does not. */
export function mute(component: Component, hint: string): Component {
  if (!component.contributes) return component;
  return { id: component.id, contributes: false, hint, values: component.values };
}

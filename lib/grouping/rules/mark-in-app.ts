import type { GroupingSettings } from "@/lib/grouping/settings";
import { kindOfException } from "@/lib/grouping/strategies/exceptions";
import { findConfiguration } from "@/lib/grouping/versions/find-configuration";
import type { FramePlace, Judge } from "@/lib/protocol/describe-event";
import type { Frame, Stacktrace } from "@/lib/protocol/event";
import { decideFrames } from "./decide-frames";
import type { StackDecision } from "./rule";

/**
 * Tells frames of an event that are in-app, as the project's rules say, and exceptions that grouping takes for the same. For
 * one event: it remembers the last stack.
 */
export function inAppBy(settings: GroupingSettings): Judge {
  let last: Stacktrace | undefined;
  let decision: StackDecision | undefined;
  const isInApp = (_: Frame, platform: string, { stack, index, exception }: FramePlace) => {
    if (!decision || stack !== last) {
      decision = decideFrames(stack, { platform, settings, ...(exception && { exception }) });
      last = stack;
    }
    return decision.frames[index]?.isInApp ?? false;
  };
  const kindOf: Judge["kindOf"] = (exception, event) =>
    kindOfException(exception, event, findConfiguration(settings.version), settings);
  return Object.assign(isInApp, { kindOf });
}

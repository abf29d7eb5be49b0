import type { GroupingSettings } from "@/lib/grouping/settings";
import type { Exception, Frame, Stacktrace } from "@/lib/protocol/event";
import { decideFrames } from "./decide-frames";
import type { StackDecision } from "./rule";

/** Where a frame stands. */
interface FramePlace {
  stack: Stacktrace;
  index: number;
  exception?: Exception;
}

/** Tells frames of an event that are in-app, as the project's rules say. For one event: it remembers the last stack. */
export function inAppBy(
  settings: GroupingSettings,
): (frame: Frame, platform: string, place: FramePlace) => boolean {
  let last: Stacktrace | undefined;
  let decision: StackDecision | undefined;
  return (_, platform, { stack, index, exception }) => {
    if (!decision || stack !== last) {
      decision = decideFrames(stack, { platform, settings, ...(exception && { exception }) });
      last = stack;
    }
    return decision.frames[index]?.isInApp ?? false;
  };
}

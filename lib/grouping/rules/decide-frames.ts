import type { GroupingSettings } from "@/lib/grouping/settings";
import { isInApp } from "@/lib/grouping/in-app";
import type { Exception, Stacktrace } from "@/lib/protocol/event";
import type { FrameDecision, StackDecision } from "./rule";

/** What surrounds a stack. */
export interface StackContext {
  /** The event's, for frames that name none. */
  platform: string;
  /** Whose stack it is, if it is an exception's. */
  exception?: Exception;
  settings: GroupingSettings;
}

const IN_APP: FrameDecision = Object.freeze({ isInApp: true });
const FOREIGN: FrameDecision = Object.freeze({ isInApp: false });

/** Decides which frames of a stack are in-app and which count: the SDK's word, then the base rules, then the project's. */
export function decideFrames(stack: Stacktrace, context: StackContext): StackDecision {
  return { frames: stack.frames.map((frame) => (isInApp(frame, context.platform) ? IN_APP : FOREIGN)) };
}

import { isInApp } from "@/lib/grouping/in-app";
import type { Frame } from "@/lib/protocol/event";
import { baseRulesOf } from "./base-rules";
import type { StackTraceRule } from "./rule";

/** What a version knows about frames before a project's rules speak. */
export interface InAppBasis {
  /** Whether a frame is in-app before any rule. `platform` is the event's, for frames that name none. */
  startsInApp: (frame: Frame, platform: string) => boolean;
  /** The rules that stand before a project's own, for frames of a family. */
  baseRulesOf: (family: string) => readonly StackTraceRule[];
}

const NO_RULES: readonly StackTraceRule[] = Object.freeze([]);
const BY_LISTS: InAppBasis = { startsInApp: isInApp, baseRulesOf: () => NO_RULES };
const BY_RULES: InAppBasis = { startsInApp: (frame) => frame.in_app !== false, baseRulesOf };

/** Versions that know third-party code from lists, which the SDK's word wins over. */
const LISTED = new Set(["jackdaw:2026-11"]);

/** Of a version. Apart from its configuration, which knows strategies that ask for in-app frames themselves. */
export function inAppBasisOf(version: string): InAppBasis {
  return LISTED.has(version) ? BY_LISTS : BY_RULES;
}

/** `key:pattern`, all of which must hold. Patterns are globs, matched in linear time. */
export interface Matcher {
  /** Canonical name: `error.type`, `stack.function`, `tags.NAME`, … */
  key: string;
  pattern: string;
  isNegated: boolean;
}

/** One line of a project's fingerprint rules. */
export interface FingerprintRule {
  /** 1-based line in the text it was written in. */
  line: number;
  /** The line as it was written, without comment. */
  text: string;
  matchers: Matcher[];
  /** As after `->`: texts and `{{ variables }}`. */
  fingerprint: string[];
  /** `title="…"`: what the issue is called, with variables. */
  title?: string;
}

/** One line of stack-trace rules. */
export interface StackTraceRule {
  line: number;
  text: string;
  matchers: Matcher[];
  /** `[ … ] |`: what the frame that called this one must match. */
  caller?: Matcher[];
  /** `| [ … ]`: what the frame that this one called must match. */
  callee?: Matcher[];
  actions: StackTraceAction[];
}

export type StackTraceAction =
  | {
      flag: "app" | "group";
      value: boolean /** Toward the crash, away from it, or this frame only. */;
      range?: "up" | "down";
    }
  | { variable: "max-frames"; value: number }
  | { variable: "category"; value: string }
  | { variable: "invert-stacktrace"; value: boolean };

/** What the rules decided about one frame. */
export interface FrameDecision {
  isInApp: boolean;
  /** False when a rule took it out of grouping, true when a rule put it in; undefined when no rule spoke. */
  counts?: boolean;
  /** The rule that decided, for a person: its text. Undefined when the SDK or nobody decided. */
  rule?: string;
}

/** What the rules decided about a stack. */
export interface StackDecision {
  /** As long as the stack's frames, same order. */
  frames: FrameDecision[];
  /** Count only that many contributing frames nearest the crash; undefined for all. */
  maximumFrames?: number;
  isInverted?: boolean;
}

import type { Event } from "@/lib/protocol/event";
import type { Reading } from "./component";
import type { FunctionCleaner } from "./functions/function-name";
import type { VariantName } from "./grouping";
import type { GroupingSettings } from "./settings";

/** What a strategy found: the variants it can speak for, preferred first. */
export interface StrategyResult {
  strategy: string;
  variants: ({ name: VariantName } & Reading)[];
}

export type Strategy = (
  event: Event,
  configuration: Configuration,
  settings: GroupingSettings,
) => StrategyResult | undefined;

/** Everything that decides identity. A shipped one never changes; a new one gets a new version. */
export interface Configuration {
  version: string;
  /** Asked in order; the first whose result has a contributing variant wins. */
  strategies: readonly Strategy[];
  /** Errors that are one issue wherever they happen. The first that fits wins over the strategies. */
  builtInFingerprints: readonly BuiltInFingerprint[];
  /** Platforms whose source line counts, because their SDKs send the same line for the same code. */
  contextLinePlatforms: ReadonlySet<string>;
  /** Longer source lines are generated or minified code and say nothing. */
  maximumContextLine: number;
  /** Platforms where a stack of one nameless frame from a URL says nothing. */
  lonePlatforms: ReadonlySet<string>;
  /** What becomes of a function's name, by platform. Names of other platforms stay as they are. */
  functionCleaners: ReadonlyMap<string, FunctionCleaner>;
  /** What SDKs of any platform write when they know no name. */
  unknownFunctions: ReadonlySet<string>;
  /** A module of JavaScript without what bundlers and SDKs add. */
  cleanModule: (name: string) => string;
  /** A JVM class without what proxies and enhancers add. */
  cleanClass: (name: string) => string;
  /** Whether file names of the JVM are cleaned as classes are. */
  isClassFileCleaned: boolean;
  /** Whether a name that clean-up takes away (`?`, `global code`) leaves the frame as nameless as none. */
  isNamelessWhenCleaned: boolean;
}

/** Events that a built-in fingerprint takes together. */
export interface BuiltInFingerprint {
  /** What is hashed, and what people read. */
  name: string;
  matches: (event: Event) => boolean;
}

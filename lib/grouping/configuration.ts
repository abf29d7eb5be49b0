import type { Event } from "@/lib/protocol/event";
import type { Component, VariantName } from "./grouping";

/** What a strategy found: the variants it can speak for, preferred first. */
export interface StrategyResult {
  strategy: string;
  variants: { name: VariantName; component: Component }[];
}

export type Strategy = (event: Event, configuration: Configuration) => StrategyResult | undefined;

/** Everything that decides identity. A shipped one never changes; a new one gets a new version. */
export interface Configuration {
  version: string;
  /** Asked in order; the first whose result has a contributing variant wins. */
  strategies: readonly Strategy[];
  /** Platforms whose source line counts, because their SDKs send the same line for the same code. */
  contextLinePlatforms: ReadonlySet<string>;
  /** Longer source lines are generated or minified code and say nothing. */
  maximumContextLine: number;
}

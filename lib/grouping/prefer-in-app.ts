import type { StrategyResult } from "./configuration";
import type { Component } from "./grouping";

/**
 * `app` before `system`. A reading without a contributing stack says less than one with, so it is left out if the
 * other has one; and if neither has, both read the same and one is enough.
 */
export function preferInApp(
  app: Component,
  system: Component,
  hasStack: { app: boolean; system: boolean },
): StrategyResult["variants"] {
  const readings: StrategyResult["variants"] = [];
  if (hasStack.app || !hasStack.system) readings.push({ name: "app", component: app });
  else
    readings.push({ name: "app", component: mute(app, "no in-app frame contributes, all frames are used") });
  if (hasStack.system || hasStack.app) readings.push({ name: "system", component: system });
  return readings;
}

function mute(component: Component, hint: string): Component {
  return { ...component, contributes: false, hint };
}

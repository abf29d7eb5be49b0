import type { Reading } from "./component";
import type { StrategyResult } from "./configuration";

/**
 * `app` before `system`. A reading without a contributing stack says less than one with, so it is left out if the
 * other has one; and if neither has, both read the same and one is enough.
 */
export function preferInApp(
  app: Reading,
  system: Reading,
  hasStack: { app: boolean; system: boolean },
): StrategyResult["variants"] {
  const readings: StrategyResult["variants"] = [];
  if (hasStack.app || !hasStack.system) readings.push({ name: "app", ...app });
  else readings.push({ name: "app", ...mute(app, "no in-app frame contributes, all frames are used") });
  if (hasStack.system || hasStack.app) readings.push({ name: "system", ...system });
  return readings;
}

function mute({ component }: Reading, hint: string): Reading {
  return { component: { ...component, contributes: false, hint }, text: "" };
}

import type { Level } from "@/lib/protocol/event";

const NUMBERS: Record<Level, number> = { debug: 10, info: 20, warning: 30, error: 40, fatal: 50 };
const NAMES: Record<number, Level> = { 10: "debug", 20: "info", 30: "warning", 40: "error", 50: "fatal" };

/** The number under which a level is stored: 10 (debug) to 50 (fatal), so that "at least warning" is `>= 30`. */
export function levelNumber(level: Level): number {
  return NUMBERS[level];
}

/** The name of a stored level; `error` for a number that never was one. */
export function levelName(number: number): Level {
  return NAMES[number] ?? "error";
}

import { levelNumber } from "@/lib/events/level";
import type { Priority } from "./schemas";

const NUMBERS: Record<Priority, number> = { high: 75, medium: 50, low: 25 };

/** The number that a priority is stored as. */
export function priorityNumber(priority: Priority): number {
  return NUMBERS[priority];
}

/** The priority that a stored number stands for. */
export function priorityName(number: number): Priority {
  if (number >= NUMBERS.high) return "high";
  return number >= NUMBERS.medium ? "medium" : "low";
}

const [FATAL, ERROR] = [levelNumber("fatal"), levelNumber("error")];

/** The number of the priority that an issue opens with because of one of its events: high when it ended something, medium for what else is an error. */
export function firstPriority({ level, isUnhandled }: { level: number; isUnhandled: boolean }): number {
  if (level >= FATAL || (level >= ERROR && isUnhandled)) return NUMBERS.high;
  return level >= ERROR ? NUMBERS.medium : NUMBERS.low;
}

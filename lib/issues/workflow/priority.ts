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

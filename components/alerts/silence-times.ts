/** A way to silence a rule. */
export type SilenceChoice = { id: string; label: string; until: (now: Date) => Date };

const HOUR_MS = 3_600_000;
const MORNING_HOUR = 8;

/** The ends of a silence that are one click away, by the clock of who chooses. */
export const silenceChoices: readonly SilenceChoice[] = [
  { id: "1h", label: "For 1 hour", until: (now) => new Date(now.getTime() + HOUR_MS) },
  { id: "8h", label: "For 8 hours", until: (now) => new Date(now.getTime() + 8 * HOUR_MS) },
  { id: "morning", label: "Until tomorrow 08:00", until: tomorrowMorning },
];

/** 08:00 of the next day on the wall, whatever clocks do in the night. */
function tomorrowMorning(now: Date): Date {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1, MORNING_HOUR);
}

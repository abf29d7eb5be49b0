const HOUR_MS = 3_600_000;

/** What one bar stands for: "hour", "6 hours", "day". */
export function stepName(stepMs: number): string {
  const hours = stepMs / HOUR_MS;
  if (hours === 1) return "hour";
  return hours === 24 ? "day" : `${hours} hours`;
}

/** The four categories of a level. */
export const logLevels = ["debug", "information", "warning", "error"] as const;
export type LogLevel = (typeof logLevels)[number];

/** The category of a severity number (OpenTelemetry, 1–24): trace counts as debug, fatal as error. */
export function levelOf(severity: number): LogLevel {
  if (severity <= 8) return "debug";
  if (severity <= 12) return "information";
  return severity <= 16 ? "warning" : "error";
}

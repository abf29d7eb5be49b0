import type { LogRow } from "@/lib/logs/schemas";

/** How a line's level is drawn: the name of its mark and colour, and its word. */
export type LevelFace = { tone: "fatal" | "error" | "warning" | "info" | "debug"; word: string };

const FACES = {
  debug: { tone: "debug", word: "DEBUG" },
  information: { tone: "info", word: "INFO" },
  warning: { tone: "warning", word: "WARN" },
  error: { tone: "error", word: "ERROR" },
} as const satisfies Record<LogRow["level"], LevelFace>;

/** The face of a level; the highest errors are fatal, the lowest messages traces. */
export function faceOf({ level, severity }: Pick<LogRow, "level" | "severity">): LevelFace {
  if (severity >= 21) return { tone: "fatal", word: "FATAL" };
  if (severity <= 4) return { tone: "debug", word: "TRACE" };
  return FACES[level];
}

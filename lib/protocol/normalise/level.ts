import { type Json, LEVELS, type Level } from "@/lib/protocol/event";
import type { Source } from "./source";

const ALIASES: ReadonlyMap<string, Level> = new Map([
  ...LEVELS.map((level) => [level, level] as const),
  ["critical", "fatal"],
  ["crit", "fatal"],
  ["emergency", "fatal"],
  ["alert", "fatal"],
  ["err", "error"],
  ["warn", "warning"],
  ["notice", "info"],
  ["log", "info"],
  ["trace", "debug"],
  ["verbose", "debug"],
  // Python's logging.
  ["50", "fatal"],
  ["40", "error"],
  ["30", "warning"],
  ["20", "info"],
  ["10", "debug"],
]);

/** The `level` of an event or breadcrumb by name, alias or number in Python; `fallback` if it has none that we know. */
export function normaliseLevel(source: Source, fallback: Level): Level {
  const value = source.get("level");
  if (value === undefined) return fallback;
  const level = parseLevel(value);
  if (!level) source.drop("level", `Unknown level: became ${fallback}.`, value);
  return level ?? fallback;
}

function parseLevel(value: Json | undefined): Level | undefined {
  if (typeof value === "number") return ALIASES.get(String(value));
  return typeof value === "string" ? ALIASES.get(value.slice(0, 20).trim().toLowerCase()) : undefined;
}

import type { LogLevel } from "@/lib/logs/levels";

/** How a level lies in a chart: its mark, and the class of its bars. */
export type LevelLayer = { id: LogLevel; name: string; mark: string; tone: string };

/** The most severe lies at the bottom. */
export const levelLayers = [
  { id: "error", name: "Error", mark: "error", tone: "c-error" },
  { id: "warning", name: "Warning", mark: "warning", tone: "c-warning" },
  { id: "information", name: "Info", mark: "info", tone: "c-info" },
  { id: "debug", name: "Debug", mark: "debug", tone: "c-debug" },
] as const satisfies readonly LevelLayer[];

/** The layers of these series, when each of them is a level; else null. */
export function layersOf(names: readonly string[]): LevelLayer[] | null {
  const found = levelLayers.filter(({ id }) => names.includes(id));
  return names.length > 0 && found.length === names.length ? found : null;
}

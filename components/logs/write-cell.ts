import { formatDuration } from "@/lib/format/format-duration";
import { formatPercent } from "@/lib/format/format-percent";
import type { LogCell, LogColumn } from "@/lib/logs/schemas";

/** A cell for people: whole numbers with separators, others with at most three decimals, or as their unit; nothing is "–". */
export function writeCell(cell: LogCell, type: LogColumn["type"], unit?: LogColumn["unit"]): string {
  if (cell === null) return "–";
  if (typeof cell === "number" && unit !== undefined)
    return unit === "ms" ? formatDuration(cell) : formatPercent(cell);
  if (typeof cell === "number") return cell.toLocaleString("en-US", { maximumFractionDigits: 3 });
  if (typeof cell === "string") return type === "time" ? cell.slice(0, 19).replace("T", " ") : cell;
  return JSON.stringify(cell);
}

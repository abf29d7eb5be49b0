import type { LogCell } from "@/lib/logs/engine/engine";

/** A cell of the engine as text; '' for NULL. */
export function textOf(cell: LogCell | undefined): string {
  if (cell === null || cell === undefined) return "";
  return typeof cell === "object" ? JSON.stringify(cell) : String(cell);
}

/** A cell of type BIGINT, which comes as text. */
export function bigOf(cell: LogCell | undefined): bigint {
  return BigInt(textOf(cell) || "0");
}

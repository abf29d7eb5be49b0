import type { KeyStats } from "@/lib/stats/schemas";

/** A key's name; of a deleted one what is left of it. */
export function keyLabel({ id, name }: Pick<KeyStats, "id" | "name">): string {
  return name ?? `Deleted key ${id.slice(0, 8)}`;
}

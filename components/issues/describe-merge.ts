import type { MergeResult } from "@/lib/issues/merge-schemas";

/** What a merge did, for a toast. */
export function describeMerge({ into, merged, isMoving }: MergeResult): string {
  const what = merged.length === 1 ? merged[0]?.shortId : `${merged.length} issues`;
  return `Merged ${what} into ${into.shortId}${isMoving ? ". Some events still move" : ""}`;
}

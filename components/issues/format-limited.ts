import { formatExact } from "@/lib/format/format-count";
import { countLimit } from "@/lib/issues/constants";

/** A count that stops at the limit: "128", "10,000+", "–" while unknown. */
export function formatLimited(count: number | undefined): string {
  return count !== undefined && count > countLimit ? `${formatExact(countLimit)}+` : formatExact(count);
}

import { formatExact } from "@/lib/format/format-count";
import { deadLetterCountCap } from "@/lib/dead-letters/constants";
import type { RedriveResult } from "@/lib/dead-letters/schemas";

/** "1 event", "3 events", "1,000+ events" where counting stopped. */
export function eventCount(count: number): string {
  const more = count >= deadLetterCountCap ? "+" : "";
  return `${formatExact(count)}${more} ${count === 1 ? "event" : "events"}`;
}

/** "3 events could not be stored". */
export function deadLetterWords(count: number): string {
  return `${eventCount(count)} could not be stored`;
}

/** What trying again led to: "2 stored, 1 refused again". */
export function redriveWords({ stored, duplicates, failed, left }: RedriveResult): string {
  const parts = [
    stored > 0 ? `${formatExact(stored)} stored` : "",
    duplicates > 0 ? `${formatExact(duplicates)} stored before` : "",
    failed > 0 ? `${formatExact(failed)} refused again` : "",
    left > 0 ? `${formatExact(left)} not tried yet` : "",
  ].filter(Boolean);
  const text = parts.join(", ");
  return text === "" ? "Nothing was left to try" : text;
}

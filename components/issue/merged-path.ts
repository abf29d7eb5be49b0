import { eventPath } from "@/components/events/event-address";

/**
 * Where the address of a merged issue leads: to the same view of the issue that it went into, naming where one came
 * from. `search` is what the old address said.
 */
export function mergedPath(
  shortId: string,
  selector: string,
  from: string,
  search: Record<string, string | string[] | undefined>,
): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(search)) {
    for (const one of [value].flat()) if (one !== undefined) params.append(name, one);
  }
  params.set("merged", from.toUpperCase());
  return `${eventPath(shortId, selector)}?${params}`;
}

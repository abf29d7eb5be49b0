import { listIssuesSchema } from "@/lib/issues/schemas";
import { addressNames, type ViewInput } from "./write-address";

/** Of the page alone: which tab is current, and how wide the trend is. */
const LEFT_OUT = ["view", "trend"];

/**
 * The search part of the list's address, checked as the list checks it; null for anything else, such as a whole address with
 * a host, a name that the list does not know, or one that stands twice.
 */
export function readAddress(text: string): ViewInput | null {
  const values: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(text)) {
    if (LEFT_OUT.includes(name)) continue;
    const key = Object.hasOwn(addressNames, name)
      ? addressNames[name as keyof typeof addressNames]
      : undefined;
    if (key === undefined || key in values) return null;
    values[key] = value;
  }
  const read = listIssuesSchema.safeParse(values);
  if (!read.success) return null;
  const { cursor: _cursor, limit: _limit, ...input } = read.data;
  return input;
}

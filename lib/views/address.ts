import { type IssueFilter, type IssueSort, listIssuesSchema } from "@/lib/issues/schemas";

/** What a view keeps of the list: its filter and its order. */
export type ViewInput = IssueFilter & { sort: IssueSort };

/** Names in the address of the list → names in the filter, in the order in which they are written. */
const NAMES = {
  query: "query",
  status: "status",
  project: "projects",
  env: "environment",
  period: "period",
  from: "from",
  to: "to",
  level: "levels",
  sort: "sort",
} as const;

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
    const key = Object.hasOwn(NAMES, name) ? NAMES[name as keyof typeof NAMES] : undefined;
    if (key === undefined || key in values) return null;
    values[key] = value;
  }
  const read = listIssuesSchema.safeParse(values);
  if (!read.success) return null;
  const { cursor: _cursor, limit: _limit, ...input } = read.data;
  return input;
}

/** The address of a view: what is as by default is left out, so that equal views have equal addresses. */
export function writeAddress(input: ViewInput): string {
  const { cursor: _cursor, limit: _limit, ...standard } = listIssuesSchema.parse({});
  const params = new URLSearchParams();
  for (const [name, key] of Object.entries(NAMES)) {
    const value = String(input[key] ?? "");
    if (value !== "" && value !== String(standard[key] ?? "")) params.set(name, value);
  }
  return params.toString();
}

import { listDefaults } from "@/lib/issues/constants";
import type { IssueSort } from "@/lib/issues/constants";
import type { IssueFilter } from "@/lib/issues/schemas";

/** What a view keeps of the list: its filter and its order. */
export type ViewInput = IssueFilter & { sort: IssueSort };

/** Names in the address of the list → names in the filter, in the order in which they are written. */
export const addressNames = {
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

/** As the address of the list is read when nothing stands in it. */
const STANDARD: Partial<Record<keyof ViewInput, string>> = listDefaults;

/** The address of a view: what is as by default is left out, so that equal views have equal addresses. */
export function writeAddress(input: ViewInput): string {
  const params = new URLSearchParams();
  for (const [name, key] of Object.entries(addressNames)) {
    const value = String(input[key] ?? "");
    if (value !== "" && value !== (STANDARD[key] ?? "")) params.set(name, value);
  }
  return params.toString();
}

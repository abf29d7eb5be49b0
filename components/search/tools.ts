import { issueFields, issueLanguage } from "@/lib/search/fields/issue-fields";
import { dropStatus } from "@/lib/search/fields/status-words";
import { createTools } from "./create-tools";
import { listFilters, toggleFilter } from "./toggle-filter";

export { dropStatus };

export const { readQuery, toCanonical, paintQuery, suggest, replaceUnknown } = createTools({
  language: issueLanguage,
  fields: issueFields,
  noun: "Issues",
  others: "Tags",
});

/** The query with a value of a key included or excluded, or as before when it was so already. */
export const toggleValue = (text: string, key: string, value: string, isNegated: boolean) =>
  toggleFilter(text, { key, value, isNegated }, issueLanguage);

/** Which values of which keys a query includes or excludes by themselves: `key`, `value`, and how. */
export const readFilters = (text: string) => listFilters(text, issueLanguage);

import { issueLanguage } from "@/lib/search/fields/issue-fields";
import { canonicalise } from "@/lib/search/grammar/canonicalise";
import { complete } from "@/lib/search/grammar/complete";
import { parse } from "@/lib/search/grammar/parse";
import { dropStatus } from "@/lib/search/fields/status-words";
import { listOptions, whatToAsk } from "./list-options";
import type { Suggestion } from "./query-subject";
import { replaceKey } from "./replace-key";
import { listFilters, toggleFilter } from "./toggle-filter";

export { paintQuery } from "./paint-query";
export { dropStatus };
export { listOptions, whatToAsk };

/** What stands in a query, and what is wrong with it. */
export const readQuery = (text: string) => parse(text, issueLanguage);

/** What is being typed at the caret. */
export const completeQuery = (text: string, caret: number) => complete(text, caret, issueLanguage);

/** What could come next at the caret. */
export function suggest(text: string, caret: number): Suggestion {
  const completion = completeQuery(text, caret);
  return {
    typed: completion.text,
    ask: whatToAsk(completion),
    list: (found) => listOptions(text, completion, found),
  };
}

/** The query as it is stored, or why it cannot be read. */
export const toCanonical = (text: string) => canonicalise(text, issueLanguage);

/** The query with another key in the place of one that nobody knows. */
export const replaceUnknown = (text: string, key: string, by: string) =>
  replaceKey(text, key, by, issueLanguage);

/** The query with a value of a key included or excluded, or as before when it was so already. */
export const toggleValue = (text: string, key: string, value: string, isNegated: boolean) =>
  toggleFilter(text, { key, value, isNegated }, issueLanguage);

/** Which values of which keys a query includes or excludes by themselves: `key`, `value`, and how. */
export const readFilters = (text: string) => listFilters(text, issueLanguage);

import { issueLanguage } from "@/lib/search/fields/issue-fields";
import { canonicalise } from "@/lib/search/grammar/canonicalise";
import { complete } from "@/lib/search/grammar/complete";
import { parse } from "@/lib/search/grammar/parse";
import { replaceKey } from "./replace-key";

export { paintQuery } from "./paint-query";
export { listOptions, whatToAsk } from "./list-options";

/** What stands in a query, and what is wrong with it. */
export const readQuery = (text: string) => parse(text, issueLanguage);

/** What is being typed at the caret. */
export const completeQuery = (text: string, caret: number) => complete(text, caret, issueLanguage);

/** The query as it is stored, or why it cannot be read. */
export const toCanonical = (text: string) => canonicalise(text, issueLanguage);

/** The query with another key in the place of one that nobody knows. */
export const replaceUnknown = (text: string, key: string, by: string) =>
  replaceKey(text, key, by, issueLanguage);

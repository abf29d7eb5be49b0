import { canonicalise } from "@/lib/search/grammar/canonicalise";
import { complete } from "@/lib/search/grammar/complete";
import { parse } from "@/lib/search/grammar/parse";
import { listOptions, type Vocabulary, whatToAsk } from "./list-options";
import { paintQuery } from "./paint-query";
import type { QueryTools } from "./query-subject";
import { replaceKey } from "./replace-key";

/** What the query bar does with a language of filters alone. */
export function createTools(words: Vocabulary): QueryTools {
  const { language } = words;
  return {
    readQuery: (text) => parse(text, language),
    toCanonical: (text) => canonicalise(text, language),
    paintQuery,
    suggest: (text, caret) => {
      const completion = complete(text, caret, language);
      return {
        typed: completion.text,
        ask: whatToAsk(completion),
        list: (found) => listOptions(text, completion, found, words),
      };
    },
    replaceUnknown: (text, key, by) => replaceKey(text, key, by, language),
  };
}

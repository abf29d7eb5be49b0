import type { Span } from "@/lib/search/grammar/ast";
import { type SearchLanguage, resolveKey, resolveName } from "@/lib/search/grammar/language";
import { printKey } from "@/lib/search/grammar/print-key";
import type { QueryToken, RawKey } from "@/lib/search/grammar/token";
import { tokenise } from "@/lib/search/grammar/tokenise";

/**
 * A query in which one key is written wherever another one stands.
 * @param key the name as the server tells it: without `tags[…]`
 * @param by the name of a field or a tag
 */
export function replaceKey(text: string, key: string, by: string, language: SearchLanguage): string {
  const found = tokenise(text, language)
    .tokens.flatMap(keysOf)
    .filter((raw) => raw.from < raw.to && (raw.name === key || resolveKey(raw, language).name === key));
  const written = printKey(resolveName(by, language), language);
  let fixed = text;
  for (const { from, to } of found.toReversed()) fixed = fixed.slice(0, from) + written + fixed.slice(to);
  return fixed;
}

function keysOf(token: QueryToken): (RawKey & Span)[] {
  if (token.type === "open") return token.key === undefined ? [] : [token.key];
  if (token.type !== "filter") return [];
  return token.value.shape === "key" ? [token.value.key] : [token.key];
}

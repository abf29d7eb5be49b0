import type { SearchLanguage } from "./language";
import { maximumLength } from "./limits";
import { parse } from "./parse";
import { print } from "./print";
import type { QueryError } from "./query-error";

/**
 * A query as it is stored and shown. With errors the text comes back as it was, so that nothing typed is lost.
 */
export function canonicalise(text: string, language: SearchLanguage): { text: string; errors: QueryError[] } {
  const { ast, errors, rest } = parse(text, language);
  if (errors.length > 0) return { text, errors };
  const filter = print(ast, language);
  const canonical = rest === null ? filter : `${filter} | ${rest.text.trim()}`.trim();
  if (canonical.length <= maximumLength) return { text: canonical, errors };
  const message = "This query is too long in its full form. Use fewer terms.";
  return { text, errors: [{ from: 0, to: text.length, message }] };
}

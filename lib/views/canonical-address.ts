import { InvalidInputError } from "@/lib/errors";
import { issueLanguage } from "@/lib/search/fields/issue-fields";
import { canonicalise } from "@/lib/search/grammar/canonicalise";
import { parse } from "@/lib/search/grammar/parse";
import { namesStatus } from "@/lib/search/judge-query";
import { readAddress } from "./address";
import { writeAddress } from "./write-address";

/**
 * An address whose query is written in the one form that the language has for it. A query that says which status it wants
 * takes the status of the address out of it, as it does in the list.
 * @throws InvalidInputError when the query cannot be read: such a list is empty for ever
 */
export function canonicalAddress(address: string): string {
  const input = readAddress(address);
  const query = canonicalise(input?.query ?? "", issueLanguage);
  if (input === null || query.errors.length > 0) {
    throw new InvalidInputError(undefined, {
      address: "The query of this list cannot be read. Mend it first.",
    });
  }
  const isDecided = namesStatus(parse(query.text, issueLanguage).ast);
  return writeAddress({ ...input, query: query.text, status: isDecided ? "all" : input.status });
}

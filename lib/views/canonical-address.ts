import { InvalidInputError } from "@/lib/errors";
import { readQuestion } from "@/lib/logs/query/read-question";
import { issueLanguage } from "@/lib/search/fields/issue-fields";
import { canonicalise } from "@/lib/search/grammar/canonicalise";
import { parse } from "@/lib/search/grammar/parse";
import { namesStatus } from "@/lib/search/judge-query";
import { readAddress } from "./address";
import type { ViewSubject } from "./constants";
import { readLogAddress, writeLogAddress } from "./log-address";
import { writeAddress } from "./write-address";

/**
 * An address whose query is written in the one form that the language of its list has for it.
 * @throws InvalidInputError when it is no address of that list, or its query cannot be read: such a list is empty for ever
 */
export function canonicalAddress(subject: ViewSubject, address: string): string {
  const canonical = subject === "logs" ? ofLogs(address) : ofIssues(address);
  if (canonical === null) {
    const what = subject === "logs" ? "search" : "list";
    throw new InvalidInputError(undefined, {
      address: `The query of this ${what} cannot be read. Mend it first.`,
    });
  }
  return canonical;
}

/** A query that says which status it wants takes the status of the address out of it, as it does in the list. */
function ofIssues(address: string): string | null {
  const input = readAddress(address);
  const query = canonicalise(input?.query ?? "", issueLanguage);
  if (input === null || query.errors.length > 0) return null;
  const isDecided = namesStatus(parse(query.text, issueLanguage).ast);
  return writeAddress({ ...input, query: query.text, status: isDecided ? "all" : input.status });
}

function ofLogs(address: string): string | null {
  const input = readLogAddress(address);
  if (input === null) return null;
  const { canonical, errors } = readQuestion(input.query).report;
  return errors.length > 0 ? null : writeLogAddress({ ...input, query: canonical });
}

import { issueLevels } from "@/lib/issues/constants";
import type { IssueFilter } from "@/lib/issues/schemas";
import { maximumLength } from "@/lib/search/grammar/limits";
import type { View } from "./view-address";

export { loadView, type View, viewHref } from "./view-address";

/** The query of a view; the words of an older link are quoted where the language would read more into them. */
export function queryOf({ query, q }: Pick<View, "query" | "q">): string {
  if (query !== "" || q === null) return query;
  const words = q.split(/\s+/).filter(Boolean);
  return words.map((word) => (isPlainWord(word) ? word : quote(word))).join(" ");
}

function isPlainWord(word: string): boolean {
  return /^[\p{L}\p{N}_][\p{L}\p{N}_.-]*$/u.test(word) && !/^(?:and|or|not|in)$/i.test(word);
}

function quote(word: string): string {
  return `"${word.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("*", "\\*")}"`;
}

const SLUG = /^[a-z0-9][a-z0-9-]{0,49}$/;

/** What the server is asked for a view. Parts that it would refuse are left out: an address is typed by hand, too. */
export function filterOf(view: View): IssueFilter {
  return {
    projects: view.project.filter((slug) => SLUG.test(slug)).slice(0, 100),
    environment: view.env ? view.env.slice(0, 200) : undefined,
    period: view.period,
    from: view.from?.toISOString(),
    to: view.to?.toISOString(),
    status: view.status,
    levels: issueLevels.filter((level) => view.level.includes(level)),
    query: queryOf(view).slice(0, maximumLength),
  };
}

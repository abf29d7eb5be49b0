import type { FilterNode, SearchNode } from "@/lib/search/grammar/ast";
import { normalise } from "@/lib/search/grammar/normalise";
import { parse } from "@/lib/search/grammar/parse";
import { print } from "@/lib/search/grammar/print";
import { issueLanguage } from "./issue-fields";

/** The values of `is` and `status` that say which status an issue has to have. */
export const statusWords: readonly string[] = [
  "unresolved",
  "regressed",
  "escalating",
  "new",
  "ongoing",
  "for_review",
  "resolved",
  "archived",
  "ignored",
];

/** Whether a filter says which status it wants, so that a tab has nothing more to say. */
export function isAboutStatus({ key, values }: FilterNode): boolean {
  return (
    key.scope === "field" &&
    (key.name === "is" || key.name === "status") &&
    values.some((value) => value.kind === "text" && statusWords.includes(value.text))
  );
}

/** A query without what it says about the status; empty when that cannot be taken out of it. */
export function dropStatus(text: string): string {
  const { ast, errors } = parse(text, issueLanguage);
  if (errors.length > 0) return "";
  const parts = ast.type === "and" ? ast.children : [ast];
  const rest = parts.filter((part) => part.type !== "filter" || !isAboutStatus(part));
  return rest.some(mentionsStatus) ? "" : print(normalise({ type: "and", children: rest }), issueLanguage);
}

function mentionsStatus(node: SearchNode): boolean {
  if (node.type === "and" || node.type === "or") return node.children.some(mentionsStatus);
  if (node.type === "not") return mentionsStatus(node.child);
  return node.type === "filter" && isAboutStatus(node);
}

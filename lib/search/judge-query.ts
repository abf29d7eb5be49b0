import { issueAnswers } from "./conditions/issue-answers";
import { isKnownState } from "./conditions/issue-states";
import { isAboutStatus } from "./fields/status-words";
import type { FilterNode, SearchKey, SearchNode, TextNode } from "./grammar/ast";
import type { QueryError } from "./grammar/query-error";

/** Conditions of one query, so that its plan stays small. */
const MOST_CONDITIONS = 32;

type Leaf = FilterNode | TextNode | Extract<SearchNode, { type: "has" }>;

/** The filters, presence tests and words of a query, in order. */
export function listLeaves(node: SearchNode): Leaf[] {
  switch (node.type) {
    case "all":
      return [];
    case "and":
    case "or":
      return node.children.flatMap(listLeaves);
    case "not":
      return listLeaves(node.child);
    default:
      return [node];
  }
}

/** Whether a query says which status it wants, in whatever way. */
export function namesStatus(node: SearchNode): boolean {
  return listLeaves(node).some((leaf) => leaf.type === "filter" && isAboutStatus(leaf));
}

/** What the grammar takes and the issue list does not do. */
export function findLimits(node: SearchNode, length: number): QueryError[] {
  const leaves = listLeaves(node);
  const errors = leaves.flatMap((leaf) => {
    const place = leaf.span ?? { from: 0, to: length };
    const message = limitOf(leaf);
    return message === null ? [] : [{ from: place.from, to: place.to, message }];
  });
  const count = leaves.reduce((sum, leaf) => sum + weigh(leaf), 0);
  if (count > MOST_CONDITIONS) {
    errors.push({ from: 0, to: length, message: `A query has at most ${MOST_CONDITIONS} conditions.` });
  }
  return errors;
}

/** A list of plain values is one look; each wildcard is one more. */
function weigh(leaf: Leaf): number {
  if (leaf.type !== "filter") return 1;
  return Math.max(1, leaf.values.filter((value) => value.kind === "glob").length);
}

function limitOf(leaf: Leaf): string | null {
  if (leaf.type === "has") return null;
  const values = leaf.type === "text" ? [leaf.value] : leaf.values;
  if (values.some(({ kind }) => kind === "pattern")) return "Regular expressions are not searched here yet.";
  if (
    values.some((value) => (value.kind === "text" || value.kind === "glob") && value.distance !== undefined)
  )
    return "Words at a distance are not searched here yet.";
  if (leaf.type === "text" || leaf.operator === "=") return null;
  const isTag = leaf.key.scope === "tag" || !issueAnswers.has(leaf.key.name);
  if (isTag && !values.every(({ kind }) => kind === "number" || kind === "text"))
    return "Tags are compared with numbers and versions only.";
  return null;
}

const NO_LINKS = "Issues are not linked to other trackers here, so is:linked and is:unlinked find nothing.";
const NOTES: Readonly<Record<string, string>> = { linked: NO_LINKS, unlinked: NO_LINKS };

/** What a key stands for, when that cannot be answered whatever the project's tags are; null when it can. */
export function findUnanswerable(leaf: Leaf): { key: string; message: string } | null {
  if (leaf.type === "text") return null;
  const { scope, name } = leaf.key;
  if (scope === "flag") return { key: `flags[${name}]`, message: "Feature flags are not searched here yet." };
  if (leaf.type !== "filter" || scope !== "field") return null;
  const texts = leaf.values.flatMap((value) => (value.kind === "text" ? [value.text] : []));
  if (name === "is" || name === "status") {
    const word = texts.find((text) => !isKnownState(text));
    return word === undefined
      ? null
      : { key: name, message: NOTES[word] ?? `${name}:${word} is not known here.` };
  }
  return null;
}

/** The tag that a key asks for, when nothing but a tag can answer it; null for what the issue itself answers. */
export function tagOf(key: SearchKey): string | null {
  if (key.scope === "tag") return key.name;
  return key.scope === "field" && !issueAnswers.has(key.name) ? key.name : null;
}

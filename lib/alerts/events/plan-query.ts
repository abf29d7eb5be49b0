import type { QueryFault } from "@/lib/alerts/schemas";
import { ownEventFields } from "@/lib/search/fields/event-language";
import { issueLanguage } from "@/lib/search/fields/issue-fields";
import type { SearchNode } from "@/lib/search/grammar/ast";
import { canonicalise } from "@/lib/search/grammar/canonicalise";
import { parse } from "@/lib/search/grammar/parse";
import { findLimits, findUnanswerable, listLeaves, tagOf } from "@/lib/search/judge-query";

/** A query over events, by where it is answered. An event matches when both parts say so. */
export interface EventPlan {
  /** By columns of the event and by its issue. */
  outer: SearchNode;
  /** By what is inside of the event: each one has to be read. */
  inner: SearchNode;
}

type Leaf = ReturnType<typeof listLeaves>[number];
type Place = "column" | "issue" | "inside";

const COLUMNS = new Set(["level", "environment", "release"]);
/** Fields of events that differ among those of an issue. */
const INSIDE = ["user.", "url", "http.", "os", "browser", "runtime", "device", "sdk."];
const INSIDE_TOO = new Set([
  "id",
  "server_name",
  "transaction",
  "dist",
  "logger",
  "error.mechanism",
  "error.value",
]);
const OF_EVENTS = new Set(ownEventFields.map(({ key }) => key));

/** Whether a name is of what stands inside of an event: a tag, or something of its surroundings. */
export function isInside(name: string, isTag: boolean): boolean {
  return isTag || INSIDE_TOO.has(name) || INSIDE.some((head) => name.startsWith(head));
}

function placeOf(leaf: Leaf): Place {
  if (leaf.type === "text" || leaf.key.scope === "any") return "issue";
  const { name } = leaf.key;
  if (isInside(name, tagOf(leaf.key) !== null)) return "inside";
  if (!COLUMNS.has(name)) return "issue";
  return name === "release" && leaf.type === "filter" && leaf.operator !== "=" ? "inside" : "column";
}

/**
 * Reads the query of a threshold over events. Words, titles and the state of the issue are asked of the issue; level,
 * environment and release of the event's columns; tags and surroundings of the event itself.
 */
export function planEventQuery(text: string): { plan: EventPlan; faults: QueryFault[] } {
  const { ast, rest } = parse(text, issueLanguage);
  const { errors } = canonicalise(text, issueLanguage);
  const found = errors.length > 0 ? errors : findLimits(ast, text.length);
  const faults = found.map(({ from, to, message }) => ({ from, to, message }));
  if (rest !== null)
    faults.push({
      from: rest.from,
      to: text.length,
      message: "Events have no stages. Put quotes around | to search for it.",
    });
  for (const leaf of listLeaves(ast)) {
    const message = refusalOf(leaf);
    if (message !== null)
      faults.push({ from: leaf.span?.from ?? 0, to: leaf.span?.to ?? text.length, message });
  }
  const parts = ast.type === "and" ? ast.children : [ast];
  for (const leaf of parts.filter(needsEvent).flatMap(listLeaves)) {
    if (
      leaf.type !== "text" &&
      leaf.key.scope !== "any" &&
      (placeOf(leaf) !== "issue" || OF_EVENTS.has(leaf.key.name))
    )
      continue;
    if (leaf.type === "text") continue;
    faults.push({
      from: leaf.span?.from ?? 0,
      to: leaf.span?.to ?? text.length,
      message: `${leaf.key.name} is about the issue, and cannot stand in one OR with tags of events.`,
    });
  }
  return {
    plan: {
      outer: joinOf(parts.filter((node) => !needsEvent(node))),
      inner: joinOf(parts.filter(needsEvent)),
    },
    faults,
  };
}

/** Whether a part of a query can be answered by the event itself alone. */
function needsEvent(node: SearchNode): boolean {
  return listLeaves(node).some((leaf) => placeOf(leaf) === "inside");
}

function joinOf(children: SearchNode[]): SearchNode {
  const [first] = children;
  if (first === undefined) return { type: "all" };
  return children.length === 1 ? first : { type: "and", children };
}

function refusalOf(leaf: Leaf): string | null {
  const unanswerable = findUnanswerable(leaf);
  if (unanswerable !== null) return unanswerable.message;
  if (leaf.type === "text") return null;
  const { scope, name } = leaf.key;
  if (scope === "field" && name === "timestamp")
    return "The window of the rule says when. Leave timestamp out.";
  const values = leaf.type === "filter" ? leaf.values : [];
  if (
    name === "release" &&
    scope === "field" &&
    values.some((value) => value.kind === "text" && value.text === "latest")
  )
    return "release:latest cannot be watched: name the release, or compare it, such as release:>=2.0.0.";
  return null;
}

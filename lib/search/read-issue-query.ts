import type { Context } from "@/lib/context";
import type { QueryReport } from "@/lib/issues/schemas";
import { issueLanguage } from "./fields/issue-fields";
import { findTags, listTagKeys } from "./find-tags";
import type { SearchNode } from "./grammar/ast";
import { canonicalise } from "./grammar/canonicalise";
import { parse } from "./grammar/parse";
import { suggestKeys } from "./grammar/suggest-key";
import { findLimits, findUnanswerable, listLeaves, namesStatus, tagOf } from "./judge-query";

/** A query that was read: what to search by, and what to say about it. */
export interface IssueQuery {
  ast: SearchNode;
  /** Nothing can match: the query has errors, or asks for what nobody knows. */
  isHopeless: boolean;
  report: QueryReport;
}

/** The query of every issue. */
export const emptyQuery: IssueQuery = {
  ast: { type: "all" },
  isHopeless: false,
  report: { canonical: "", errors: [], unknown: [], namesStatus: false },
};

/** Plain words as a query, whatever they mean in the language: every one must appear; at most 16. */
export function queryOfWords(text: string): IssueQuery {
  const words = text.split(/\s+/).filter(Boolean).slice(0, 16);
  if (words.length === 0) return emptyQuery;
  const children = words.map((word): SearchNode => ({ type: "text", value: { kind: "text", text: word } }));
  return { ...emptyQuery, ast: { type: "and", children } };
}

/** Reads a query and looks up which of its names are tags of the projects (of all, when none is named). Never throws for its text. */
export async function readIssueQuery(
  ctx: Context,
  text: string,
  projects: readonly string[],
): Promise<IssueQuery> {
  if (text.trim() === "") return emptyQuery;
  const errors = findErrors(text);
  const { ast } = parse(text, issueLanguage);
  if (errors.length > 0) {
    const report = { canonical: text, errors, unknown: [], namesStatus: false };
    return { ast, isHopeless: true, report };
  }
  const canonical = canonicalise(text, issueLanguage).text;
  const unknown = await findUnknown(ctx, ast, projects);
  return {
    ast,
    isHopeless: unknown.length > 0,
    report: { canonical, errors, unknown, namesStatus: namesStatus(ast) },
  };
}

function findErrors(text: string): QueryReport["errors"] {
  const { ast, rest } = parse(text, issueLanguage);
  const { errors } = canonicalise(text, issueLanguage);
  const found = errors.length > 0 ? errors : findLimits(ast, text.length);
  const pipe = { message: "The issue list has no stages. Put quotes around | to search for it." };
  const all = rest === null ? found : [...found, { from: rest.from, to: text.length, ...pipe }];
  return all.map(({ from, to, message }) => ({ from, to, message }));
}

async function findUnknown(
  ctx: Context,
  ast: SearchNode,
  projects: readonly string[],
): Promise<QueryReport["unknown"]> {
  const leaves = listLeaves(ast);
  const unanswerable = leaves.flatMap((leaf) => findUnanswerable(leaf) ?? []);
  const keys = leaves.flatMap((leaf) => (leaf.type === "text" ? [] : [leaf.key]));
  const tags = new Map(keys.flatMap((key) => (tagOf(key) === null ? [] : [[String(tagOf(key)), key.scope]])));
  const present = await findTags(ctx, [...tags.keys()], projects);
  const missing = [...tags].filter(([name]) => !present.has(name));
  const others = missing.length > 0 ? await listTagKeys(ctx, projects) : [];
  const found = [
    ...unanswerable.map((one) => ({ ...one, suggestions: [] })),
    ...missing.map(([key, scope]) =>
      scope === "field"
        ? { key, message: `Issues cannot be searched by ${key} yet.`, suggestions: [] }
        : {
            key,
            message: `${key} is neither a field nor a tag of these projects.`,
            suggestions: suggestKeys(key, issueLanguage, others),
          },
    ),
  ];
  return [...new Map(found.map((one) => [`${one.key}\n${one.message}`, one])).values()];
}

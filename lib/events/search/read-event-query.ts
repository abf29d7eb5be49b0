import type { IssueLocation } from "@/lib/events/locate-issue";
import { pool } from "@/lib/db/pool";
import type { QueryReport } from "@/lib/issues/schemas";
import type { SearchNode } from "@/lib/search/grammar/ast";
import { canonicalise } from "@/lib/search/grammar/canonicalise";
import { eventLanguage } from "@/lib/search/fields/event-language";
import { parse } from "@/lib/search/grammar/parse";
import { suggestKeys } from "@/lib/search/grammar/suggest-key";
import { listLeaves } from "@/lib/search/judge-query";
import { answerOf } from "./event-answers";

const MOST_CONDITIONS = 32;

/** A query over the events of one issue. */
export type EventQuery = {
  ast: SearchNode;
  /** Nothing can match: it has errors, or asks for what no event of the issue has. */
  isHopeless: boolean;
  /** Every event fits. */
  isEmpty: boolean;
  /** Columns alone do not answer it. */
  needsPayload: boolean;
  report: QueryReport;
};

/** Reads a query and looks up which of its names are tags of the issue. Never throws for its text. */
export async function readEventQuery(text: string, issue: IssueLocation): Promise<EventQuery> {
  const { ast, rest } = parse(text, eventLanguage);
  const { text: canonical, errors: found } = canonicalise(text, eventLanguage);
  const errors = [...found, ...findLimits(ast, text.length)];
  if (rest !== null) {
    errors.push({
      from: rest.from,
      to: text.length,
      message: "Events have no stages. Put quotes around | to search for it.",
    });
  }
  const report: QueryReport = {
    canonical: errors.length > 0 ? text : canonical,
    errors: errors.map(({ from, to, message }) => ({ from, to, message })),
    unknown: errors.length > 0 ? [] : await findUnknown(ast, issue),
    namesStatus: false,
  };
  return {
    ast,
    isHopeless: report.errors.length > 0 || report.unknown.length > 0,
    isEmpty: ast.type === "all",
    needsPayload: listLeaves(ast).some((leaf) => leaf.type === "text" || !answerOf(leaf.key).isColumn),
    report,
  };
}

function findLimits(ast: SearchNode, length: number): QueryReport["errors"] {
  const leaves = listLeaves(ast);
  const errors = leaves.flatMap((leaf) => {
    const values = leaf.type === "has" ? [] : leaf.type === "text" ? [leaf.value] : leaf.values;
    const { from, to } = leaf.span ?? { from: 0, to: length };
    if (values.some(({ kind }) => kind === "pattern"))
      return [{ from, to, message: "Regular expressions are not searched here yet." }];
    if (values.some((value) => "distance" in value && value.distance !== undefined))
      return [{ from, to, message: "Words at a distance are not searched here yet." }];
    return [];
  });
  if (leaves.length > MOST_CONDITIONS) {
    errors.push({ from: 0, to: length, message: `A query has at most ${MOST_CONDITIONS} conditions.` });
  }
  return errors;
}

async function findUnknown(
  ast: SearchNode,
  { projectId, issueId }: IssueLocation,
): Promise<QueryReport["unknown"]> {
  const keys = listLeaves(ast).flatMap((leaf) => (leaf.type === "text" ? [] : [leaf.key]));
  const names = new Set(keys.filter(({ scope }) => scope !== "field").map(({ name }) => name));
  if (names.size === 0) return [];
  const { rows } = await pool().query<{ key: string }>(
    "SELECT DISTINCT key FROM issue_tag WHERE project_id = $1 AND issue_id = $2 LIMIT 1000",
    [projectId, issueId],
  );
  const tags = rows.map(({ key }) => key);
  return [...names]
    .filter((name) => !tags.includes(name))
    .map((key) => ({
      key,
      message: `${key} is neither a field of events nor a tag of this issue.`,
      suggestions: suggestKeys(key, eventLanguage, tags),
    }));
}

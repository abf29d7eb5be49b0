import { compilePipeline } from "./compile/compile-pipeline";
import { listKeys } from "./list-keys";
import { lookNewest } from "./look-newest";
import type { Search, Where } from "./open-search";
import { textOf } from "./read-cell";

/** Fields that are looked at and counted without being asked for. */
const candidateLimit = 60;
/** Lines that are looked at to see which attributes most of them have. */
const sampleSize = 1_000;
const ownFields = ["level", "service", "host", "logger", "source", "project"];

/** All fields of a stretch: our own, those that stages make, attributes. */
export async function listFields(search: Search): Promise<string[]> {
  const known = await listKeys([...search.projects.keys()], search.range);
  return [...new Set([...listOurs(search), ...known.map(({ key }) => key)])];
}

/**
 * Of these fields those that are worth a look. Where there are many, the attributes that most of some lines have: the catalog
 * knows files only, where one line with hundreds of names of its own hides those of all others.
 */
export async function listCandidates(search: Search, fields: readonly string[]): Promise<string[]> {
  if (fields.length <= candidateLimit) return [...fields];
  const look = await lookNewest(search, (where) => countNames(search, where));
  return [...new Set([...listOurs(search), ...(look?.names ?? [])])].slice(0, candidateLimit);
}

/** The attributes that most of some lines have, and how many lines those are. */
async function countNames(search: Search, where: Where): Promise<{ lines: number; names: string[] } | null> {
  const plan = search.compile((frame) => {
    const attributes = frame.allAttributes();
    const relation = compilePipeline(search.filter, search.question.lineStages, frame);
    const looked = `SELECT ${attributes} AS one FROM (${relation.sql}) LIMIT ${sampleSize}`;
    const named = "SELECT unnest(json_keys(one)) AS name FROM looked";
    return {
      frame,
      sql: `WITH looked AS MATERIALIZED (${looked}) SELECT name, CAST((SELECT count(*) FROM looked) AS DOUBLE) FROM (${named}) GROUP BY name ORDER BY count(*) DESC, name LIMIT ${candidateLimit}`,
    };
  }, where);
  if (plan === null) return null;
  const rows = await search.run(plan.sql, plan.frame, where);
  return { lines: Number(rows[0]?.[1] ?? 0), names: rows.map(([name]) => textOf(name)) };
}

function listOurs({ question }: Search): string[] {
  return [...ownFields, ...question.report.computed];
}

import { compilePipeline } from "./compile/compile-pipeline";
import { listKeys } from "./list-keys";
import type { Search } from "./open-search";
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
  const plan = search.compile((frame) => {
    const attributes = frame.allAttributes();
    const relation = compilePipeline(search.filter, search.question.lineStages, frame);
    const some = `SELECT ${attributes} AS one FROM (${relation.sql}) LIMIT ${sampleSize}`;
    return {
      frame,
      sql: `SELECT name, count(*) AS c FROM (SELECT unnest(json_keys(one)) AS name FROM (${some})) GROUP BY 1 ORDER BY c DESC, name LIMIT ${candidateLimit}`,
    };
  });
  const rows = plan === null ? [] : await search.run(plan.sql, plan.frame);
  const frequent = rows.map(([name]) => textOf(name));
  return [...new Set([...listOurs(search), ...frequent])].slice(0, candidateLimit);
}

function listOurs({ question }: Search): string[] {
  return [...ownFields, ...question.report.computed];
}

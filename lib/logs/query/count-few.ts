import { type FieldTally, tallyTexts } from "@/lib/logs/values/tally-values";
import { compilePipeline } from "./compile/compile-pipeline";
import { toText } from "./compile/convert";
import { resolveKey } from "./compile/resolve-key";
import type { Search, Where } from "./open-search";
import { textOf } from "./read-cell";

/** Longer values are no facets. */
const LONGEST = 1_000;

/** A few lines, and what is in each field of them. */
export interface FewLines {
  lines: number;
  fields: ReadonlyMap<string, FieldTally>;
}

/**
 * The values of some fields in a few lines whose places are known: each is read once, where sampling and counting would read it
 * twice. Null when it cannot be compiled.
 */
export async function countFew(
  search: Search,
  keys: readonly string[],
  where: Where,
): Promise<FewLines | null> {
  const plan = search.compile((frame) => {
    const relation = compilePipeline(search.filter, search.question.lineStages, frame);
    const values = keys.map((key) => `left(${toText(resolveKey(key, relation, frame))}, ${LONGEST + 1})`);
    return { frame, sql: `SELECT ${["TRUE", ...values].join(", ")} FROM (${relation.sql})` };
  }, where);
  if (plan === null) return null;
  const rows = where.moments?.length === 0 ? [] : await search.run(plan.sql, plan.frame, where);
  const fields = keys.map((key, at): [string, FieldTally] => {
    const texts = new Map<string, number>();
    for (const cell of rows.map((row) => row[at + 1] ?? null)) {
      if (cell !== null) texts.set(textOf(cell), (texts.get(textOf(cell)) ?? 0) + 1);
    }
    const tally = tallyTexts(key, texts);
    return [key, { ...tally, values: new Map([...tally.values].filter(([text]) => text.length <= LONGEST)) }];
  });
  return { lines: rows.length, fields: new Map(fields) };
}

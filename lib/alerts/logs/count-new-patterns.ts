import { logLanguage } from "@/lib/logs/query/language";
import { findPatterns } from "@/lib/logs/query/find-patterns";
import type { Search } from "@/lib/logs/query/open-search";
import type { Stage } from "@/lib/logs/query/pipeline/ast";
import { planTable } from "@/lib/logs/query/read-table";
import { parse } from "@/lib/search/grammar/parse";
import { timeoutMs } from "./open-rule-search";

const DAY = 86_400_000_000_000n;
/** Patterns that are looked for in the day before, those of most lines first; more are taken as new. */
const MOST_CHECKED = 20;

/** How many patterns the lines of a search have that neither the stretch before nor the day before had. */
export async function countNewPatterns(search: Search): Promise<number> {
  const { lineStages } = search.question;
  const found = await findPatterns(search, lineStages);
  const fresh = found?.patterns.filter(({ isNew }) => isNew) ?? [];
  const day = { from: search.range.from - DAY, to: search.range.from };
  const count: Stage = {
    verb: "stats",
    aggregates: [{ call: { type: "call", name: "count", args: [] }, alias: "n" }],
    by: [],
  };
  let quantity = Math.max(0, fresh.length - MOST_CHECKED);
  for (const { filter } of fresh.slice(0, MOST_CHECKED)) {
    const { ast } = parse(filter, logLanguage);
    const narrow: Search = { ...search, filter: { type: "and", children: [ast, search.filter] } };
    const plan = planTable(narrow, [...lineStages, count], day, 1);
    const [row] = plan ? await search.run(plan.sql, plan.frame, day, timeoutMs) : [];
    if (Number(row?.[0] ?? 0) === 0) quantity++;
  }
  return quantity;
}

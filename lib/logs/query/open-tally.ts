import { chooseCells, type CountedStretch } from "@/lib/logs/values/choose-cells";
import { readCounted } from "@/lib/logs/values/read-counted";
import { type FieldTally, type Tally, tallyValues } from "@/lib/logs/values/tally-values";
import { resolveName } from "@/lib/search/grammar/language";
import { logLanguage } from "./language";
import { levelsOf } from "./levels-of-filter";
import type { Search } from "./open-search";
import { tagOf } from "./tag-of";

/** What the catalog knows of a question's lines, and which lines it is: the others are the engine's to count. */
export interface KnownValues {
  tally: Tally;
  counted: readonly CountedStretch[];
}

/** The counts of the catalog that answer a question, if it asks for levels at most and most of its lines are counted; else null. */
export async function openTally({ question, filter, projects, range }: Search): Promise<KnownValues | null> {
  if (question.lineStages.length > 0 || question.report.errors.length > 0) return null;
  const levels = levelsOf(filter);
  const files = levels && (await readCounted([...projects.keys()], range));
  if (!files) return null;
  const parts = files.flatMap((file) => {
    const chosen = chooseCells(file, range);
    return chosen ? [{ file, ...chosen }] : [];
  });
  return {
    tally: tallyValues(parts, levels, projects),
    counted: parts.map(({ stretch }) => stretch),
  };
}

/** What was counted of a field by the name that facets have for it. Undefined: no counted line has it. */
export function findTally({ tally }: KnownValues, key: string): FieldTally | undefined {
  const tag = tagOf(key);
  if (tag !== undefined) return tally.attributes.get(tag);
  const found = resolveName(key, logLanguage);
  if (found.scope !== "field") return tally.attributes.get(found.name);
  // Of the others each line has its own.
  return tally.own.get(found.name) ?? { kind: "many", values: new Map(), present: 0, distinct: 0 };
}

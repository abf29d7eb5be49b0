import type { Context } from "@/lib/context";
import type { FacetsInput, LogFacet, LogFacets } from "@/lib/logs/schemas";
import { chooseBest, judgeFields, sampleFields } from "./choose-fields";
import { countFacets, countRest, facetsOfFew } from "./count-facets";
import { listCandidates, listFields } from "./list-fields";
import { type Asking, openSearch, type Search } from "./open-search";
import { findTally, type KnownValues, openTally } from "./open-tally";
import { SearchStoppedError } from "./search-error";

/** How often the counts of the catalog are taken; then all is read. */
const MOST_TRIES = 3;

/**
 * Top values, shares and different values of the fields that split the lines best, or of those asked for. Questions of levels
 * at most are answered by the counts of the catalog, as far as there are; what is left is read in one scan.
 */
export async function readFacets(ctx: Context, input: FacetsInput, asking: Asking = {}): Promise<LogFacets> {
  const search = await openSearch(ctx, input, asking);
  const names = await listFields(search);
  for (let tries = 1; ; tries++) {
    const known = tries < MOST_TRIES ? await openTally(search) : null;
    try {
      return await answer(search, input, names, known);
    } catch (error) {
      // Files that were counted became one meanwhile.
      if (known === null || !(error instanceof SearchStoppedError) || error.code !== "search_stale")
        throw error;
    }
  }
}

async function answer(
  search: Search,
  input: FacetsInput,
  names: readonly string[],
  known: KnownValues | null,
): Promise<LogFacets> {
  const isAsked = input.fields.length > 0;
  const isKnown =
    known !== null && !(isAsked && input.fields.some((key) => findTally(known, key)?.kind === "many"));
  const sample = isKnown
    ? null
    : await sampleFields(search, isAsked ? input.fields : await listCandidates(search, names));
  const candidates = isKnown
    ? judgeFields(search, known, isAsked ? input.fields : names)
    : (sample?.candidates ?? []);
  const chosen = isAsked ? candidates : chooseBest(candidates, sample?.isWhole ?? true);
  // Where none splits the lines, they are still counted: by their level, which each has.
  const counting = chosen.length > 0 ? chosen : candidates.filter(({ key }) => key === "level");
  const counted = isKnown
    ? await countRest(search, counting, input.limit, known)
    : sample?.few
      ? facetsOfFew(sample.few, counting, input.limit)
      : await countFacets(search, counting, input.limit);
  const total = counted?.total ?? 0;
  const isChosen = new Set(chosen.map(({ key }) => key));
  const fields = (counted?.facets ?? []).filter(
    (one) => isChosen.has(one.key) && (isAsked || (one.present > 0 && splits(one))),
  );
  const shown = new Set(fields.map(({ key }) => key));
  const seen = new Map(candidates.map(({ key, distinct }) => [key, distinct]));
  // Each line has a level: without one nothing matches, and no field is there to be opened.
  const isEmpty = !isAsked && !isKnown && !seen.get("level");
  // What no line has is left out only where all were looked at.
  const isWhole = isKnown ? known.tally.lines === total : sample?.isWhole === true;
  const others = (isEmpty ? [] : names)
    .filter((key) => !shown.has(key))
    .map((key) => ({ key, distinct: (isWhole ? seen.get(key) : seen.get(key) || null) ?? null }));
  return {
    ...search.head(),
    total,
    fields,
    others: others
      .filter(({ distinct }) => distinct !== 0)
      .sort((a, b) => Number(a.distinct === null) - Number(b.distinct === null) || (a.key < b.key ? -1 : 1)),
    effort: search.effort(isKnown ? total - known.tally.lines : total, total),
  };
}

/** One value splits nothing; what stages make is shown nevertheless. */
function splits({ kind, distinct }: LogFacet): boolean {
  return distinct > 1 || kind === "computed";
}

import type { Context } from "@/lib/context";
import type { LogValues, LogValuesInput } from "@/lib/logs/schemas";
import { resolveName } from "@/lib/search/grammar/language";
import { startRelation } from "./compile/compile-stages";
import { toShown, toText } from "./compile/convert";
import { resolve } from "./compile/relation";
import { logLanguage } from "./language";
import { listKeys } from "./list-keys";
import { listSlices } from "./list-slices";
import { type Asking, openSearch, type Search } from "./open-search";
import { textOf } from "./read-cell";

const valueLimit = 20;
/** Somebody is typing. */
const timeoutMs = 3_000;

type Value = LogValues["values"][number];

/**
 * What can stand after a key, most lines first, counted in the newest lines; with no key the names of fields. What begins with
 * the prefix comes first.
 */
export async function listValues(
  ctx: Context,
  input: LogValuesInput,
  asking: Asking = {},
): Promise<LogValues> {
  const search = await openSearch(ctx, { ...input, query: "" }, asking);
  if (input.key === "") return { values: sortOut(await listNames(search), input.prefix) };
  const field = resolveName(input.key, logLanguage);
  if (field.scope === "field" && field.name === "project") {
    return {
      values: sortOut(
        [...search.projects.values()].map((value) => ({ value, count: null })),
        input.prefix,
      ),
    };
  }
  if (field.scope === "field" && field.name === "timestamp") return { values: [] };
  return { values: await countValues(search, input) };
}

async function listNames(search: Search): Promise<Value[]> {
  const own = logLanguage.fields.map(({ key }): Value => ({ value: key, count: null }));
  const keys = await listKeys([...search.projects.keys()], search.range);
  return [...own, ...keys.map(({ key, lines }) => ({ value: key, count: lines }))];
}

function sortOut(values: readonly Value[], prefix: string): Value[] {
  const wanted = prefix.toLowerCase();
  const place = ({ value }: Value) => (value.toLowerCase().startsWith(wanted) ? 0 : 1);
  return values
    .filter(({ value }) => value.toLowerCase().includes(wanted))
    .sort((a, b) => place(a) - place(b))
    .slice(0, valueLimit);
}

async function countValues(search: Search, { key, prefix }: LogValuesInput): Promise<Value[]> {
  const { slices } = await listSlices([...search.projects.keys()], search.range);
  const [newest] = slices;
  if (newest === undefined) return [];
  const plan = search.compile((frame) => {
    const found = resolve({ type: "name", name: key, isTag: false }, startRelation("TRUE"), frame);
    const value = found.type === "level" ? toShown(found) : toText(found);
    const wanted = frame.bind(prefix.toLowerCase());
    const sql = `SELECT v, CAST(c AS DOUBLE) FROM (SELECT ${value} AS v, count(*) AS c FROM lines GROUP BY 1) WHERE contains(lower(v), ${wanted}) AND v <> '' ORDER BY starts_with(lower(v), ${wanted}) DESC, c DESC, v LIMIT ${valueLimit}`;
    return { frame, sql };
  }, newest);
  if (plan === null) return [];
  const rows = await search.run(plan.sql, plan.frame, { from: newest.from, to: newest.to }, timeoutMs);
  return rows.map(([value, count]) => ({ value: textOf(value).slice(0, 1000), count: Number(count) }));
}

import type { Expression, Name } from "@/lib/logs/query/pipeline/ast";
import { printExpression, printWord } from "@/lib/logs/query/pipeline/print-expression";
import { fail } from "@/lib/logs/query/pipeline/reader";
import { suggestNames } from "@/lib/logs/query/pipeline/suggest-names";
import type { Sql } from "./convert";
import type { Made, Relation } from "./relation";

/** A column, and what it is called. */
type Column = { name: string; value: Sql };

/** Columns that a message tells. */
const told = 8;

/**
 * The column that an expression means: of that very name, or of a table what was calculated so (`p95(took)`, whatever it is called),
 * or what one function alone gave (`p95`). Undefined when it means none.
 * @throws StageFault when the name of a function means several
 */
export function findColumn(node: Expression, { columns, made, isLines }: Relation): Column | undefined {
  const name = node.type === "name" && !node.isTag ? node.name : printExpression(node);
  const own = columns.get(name);
  if (own !== undefined && (node.type !== "name" || !node.isTag)) return { name, value: own };
  if (isLines) return undefined;
  const text = printExpression(node);
  const same = made.find((one) => one.text === text) ?? made.find((one) => one.text === `${text}()`);
  if (same !== undefined || node.type !== "name" || node.isTag) return same;
  const named = made.filter((one) => one.call === name.toLowerCase());
  const texts = [...new Set(named.map((one) => one.text))];
  if (texts.length <= 1) return named[0];
  return fail(node.span ?? { from: 0, to: 1 }, `${name} is several columns: ${texts.join(" or ")}.`, texts);
}

/** Tells that a table has no such column, and which it has. @throws StageFault always */
export function failColumn(
  node: Name | Extract<Expression, { type: "call" }>,
  { columns, made }: Relation,
): never {
  const wanted = node.type === "name" ? node.name : printExpression(node);
  const known = [...columns.keys()];
  const spellings = new Map(known.map((name) => [name, spell(name, made)]));
  for (const { text, name } of made) if (!spellings.has(text)) spellings.set(text, spell(name, made));
  const expected = [
    ...new Set(suggestNames(wanted, [...spellings.keys()]).map((one) => spellings.get(one) ?? one)),
  ];
  const list =
    expected.length > 0
      ? ` Did you mean ${expected.join(" or ")}?`
      : ` There is ${known
          .slice(0, told)
          .map((name) => spell(name, made))
          .join(", ")}.`;
  return fail(
    node.span ?? { from: 0, to: 1 },
    `The table has no column ${printExpression(node)}.${list}`,
    expected,
  );
}

/** A column as it is typed: between backquotes, unless it is called as what it was calculated by. */
function spell(name: string, made: readonly Made[]): string {
  return made.some((one) => one.name === name && one.text === name) ? name : printWord(name);
}

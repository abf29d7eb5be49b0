import type { Aggregate } from "@/lib/logs/query/pipeline/ast";
import { readPercentile } from "@/lib/logs/query/pipeline/functions";
import { fail } from "@/lib/logs/query/pipeline/reader";
import { compileExpression } from "./compile-expression";
import { type Sql, toKey, toNumber, toShown, toText } from "./convert";
import type { Frame } from "./frame";
import type { Relation } from "./relation";

/** Values that `values()` shows. */
const valueLimit = 20;

/** One figure for many rows. `seconds` is the time that they cover, for `rate`. @throws StageFault */
export function compileAggregate(
  { call }: Aggregate,
  relation: Relation,
  frame: Frame,
  seconds: number,
): Sql {
  const [argument] = call.args;
  const value = argument === undefined ? null : compileExpression(argument, relation, frame);
  const rows =
    value === null
      ? "count(*)"
      : `count(${value.type === "boolean" ? `nullif(${value.sql}, FALSE)` : value.sql})`;
  if (value === null || call.name === "count" || call.name === "rate") {
    const count = `CAST(${rows} AS DOUBLE)`;
    return {
      sql: call.name === "rate" ? `${count} / ${frame.bind(Math.max(seconds, 0.001))}` : count,
      type: "number",
    };
  }
  const fraction = readPercentile(call.name);
  if (fraction !== null) return { sql: `quantile_cont(${toNumber(value)}, ${fraction})`, type: "number" };
  switch (call.name) {
    case "uniq":
      // Hashes take the same room whatever the values are; two values with the same one are not to be expected.
      return {
        sql: `CAST(count(DISTINCT hash(${toKey(value).sql})) FILTER (${value.sql} IS NOT NULL) AS DOUBLE)`,
        type: "number",
      };
    case "sum":
    case "avg":
      return { sql: `${call.name}(${toNumber(value)})`, type: "number" };
    case "min":
    case "max":
      if (value.type === "time" || value.type === "level")
        return { sql: `${call.name}(${value.sql})`, type: value.type };
      return { sql: `${call.name}(${toNumber(value)})`, type: "number" };
    case "first":
    case "last":
      if (!relation.isLines)
        return fail(call.span ?? { from: 0, to: 1 }, `${call.name}() needs lines, which have a time.`);
      return { sql: `${call.name === "first" ? "arg_min" : "arg_max"}(${value.sql}, t)`, type: value.type };
    default: {
      const shown = value.type === "level" ? toShown(value) : toText(value);
      return {
        sql: `list_sort(list(DISTINCT ${shown}) FILTER (${value.sql} IS NOT NULL))[1:${valueLimit}]`,
        type: "list",
      };
    }
  }
}

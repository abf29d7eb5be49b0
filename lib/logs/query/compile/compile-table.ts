import { toMilliseconds } from "@/lib/search/grammar/read-amount";
import type { Aggregate, Expression, GroupKey, StageOf, TopStageOf } from "@/lib/logs/query/pipeline/ast";
import { printExpression } from "@/lib/logs/query/pipeline/print-expression";
import { nameAggregate, nameColumn } from "@/lib/logs/query/pipeline/print-pipeline";
import { fail } from "@/lib/logs/query/pipeline/reader";
import { chooseStep } from "@/lib/logs/query/choose-step";
import { compileAggregate } from "./compile-aggregate";
import { compileExpression } from "./compile-expression";
import { type Sql, toKey, toText } from "./convert";
import type { Frame } from "./frame";
import { type Made, type Relation, resolve } from "./relation";

const start = { from: 0, to: 1 };
/** Steps of a timechart that says no span. */
const stepLimit = 100;
/** Series of a timechart; the rest is put together where that makes sense. */
const seriesLimit = 10;
/** The name of the rest. */
const rest = "other";

function secondsOf({ from, to }: Frame): number {
  return Number(to - from) / 1e9;
}

/** A column of a table: its name, its type, and what it is calculated by. */
type NewColumn = [name: string, type: Sql["type"], by?: Expression];

/** A table with these columns in this order, called `c0`, `c1`, … in the SQL. */
function toTable(sql: string, columns: readonly NewColumn[], order: readonly string[]): Relation {
  const named = new Map<string, Sql>();
  const made: Made[] = [];
  columns.forEach(([wanted, type, by], at) => {
    const name = named.has(wanted) ? `${wanted} ${at + 1}` : wanted;
    const value = { sql: `c${at}`, type };
    named.set(name, value);
    if (by) made.push({ name, text: printExpression(by), call: by.type === "call" ? by.name : null, value });
  });
  return { sql, isLines: false, columns: named, made, bags: [], shown: null, order };
}

function keyColumns(keys: readonly GroupKey[], types: readonly Sql[]): NewColumn[] {
  return keys.map((key, at) => [nameColumn(key), types[at]?.type ?? "text", key.expression]);
}

function figureColumns(aggregates: readonly Aggregate[], types: readonly Sql[]): NewColumn[] {
  return aggregates.map((one, at) => [nameAggregate(one), types[at]?.type ?? "number", one.call]);
}

function compileKeys(keys: readonly GroupKey[], relation: Relation, frame: Frame): Sql[] {
  return keys.map(({ expression }) => toKey(compileExpression(expression, relation, frame)));
}

/** `stats count(), p95(ms) by route`: one row per group, the first figure's highest first, or in order of time. */
export function compileStats(stage: StageOf<"stats">, relation: Relation, frame: Frame): Relation {
  const keys = compileKeys(stage.by, relation, frame);
  const figures = stage.aggregates.map((one) => compileAggregate(one, relation, frame, secondsOf(frame)));
  const columns = [...keys, ...figures].map(({ sql }, at) => `${sql} AS c${at}`).join(", ");
  const groups = keys.length === 0 ? "" : ` GROUP BY ${keys.map((_, at) => at + 1).join(", ")}`;
  const named = [...keyColumns(stage.by, keys), ...figureColumns(stage.aggregates, figures)];
  const byFigure = `c${keys.length} DESC NULLS LAST`;
  const byKeys = keys.map((_, at) => `c${at} NULLS LAST`);
  const order = keys[0]?.type === "time" ? byKeys : [byFigure, ...byKeys];
  return toTable(`SELECT ${columns} FROM (${relation.sql})${groups}`, named, order);
}

/** The width of a step in nanoseconds. */
export function stepOf(stage: StageOf<"timechart">, { from, to }: Pick<Frame, "from" | "to">): bigint {
  if (stage.step === null) return chooseStep(from, to, stepLimit);
  return BigInt(Math.max(1, Math.round(toMilliseconds(stage.step) * 1e6)));
}

/** `timechart span=5m count() by level`: `time`, the series and the figures, in order of time. */
export function compileTimechart(stage: StageOf<"timechart">, relation: Relation, frame: Frame): Relation {
  if (!relation.isLines) return fail(stage.span ?? start, "timechart needs lines, which have a time.");
  const step = stepOf(stage, frame);
  if ((frame.to - frame.from) / step > 10_000n)
    return fail(stage.span ?? start, "This span gives more than 10,000 steps. Use a wider one.");
  const figures = stage.aggregates.map((one) => compileAggregate(one, relation, frame, Number(step) / 1e9));
  const time = `t - t % ${frame.bind(step)} AS c0`;
  const names = figureColumns(stage.aggregates, figures);
  if (stage.by === null) {
    const columns = figures.map(({ sql }, at) => `${sql} AS c${at + 1}`).join(", ");
    return toTable(
      `SELECT ${time}, ${columns} FROM (${relation.sql}) GROUP BY 1`,
      [["time", "time"], ...names],
      ["c0"],
    );
  }
  const series = compileExpression(stage.by.expression, relation, frame);
  const shown = toText(series);
  const columns = figures.map(({ sql }, at) => `${sql} AS c${at + 2}`).join(", ");
  const grouped = `SELECT ${time}, ${shown} AS c1, ${columns} FROM (${relation.sql}) GROUP BY 1, 2`;
  const sql = keepLargest(grouped, stage.aggregates);
  const split: NewColumn = [nameColumn(stage.by), "text", stage.by.expression];
  return toTable(sql, [["time", "time"], split, ...names], ["c0", "c1 NULLS LAST"]);
}

/** The series that are largest by the first figure; the others added up as one where every figure can be added. */
function keepLargest(grouped: string, aggregates: readonly Aggregate[]): string {
  const isAdditive = aggregates.every(({ call }) => ["count", "sum", "rate"].includes(call.name));
  const ranked = `SELECT *, sum(c2) OVER (PARTITION BY c1) AS total FROM (${grouped})`;
  const placed = `SELECT *, dense_rank() OVER (ORDER BY total DESC NULLS LAST, c1) AS place FROM (${ranked})`;
  const figures = aggregates.map((_, at) => `c${at + 2}`);
  if (!isAdditive)
    return `SELECT c0, c1, ${figures.join(", ")} FROM (${placed}) WHERE place <= ${seriesLimit}`;
  const name = `CASE WHEN place <= ${seriesLimit} THEN c1 ELSE '${rest}' END`;
  return `SELECT c0, ${name} AS c1, ${figures.map((figure) => `sum(${figure}) AS ${figure}`).join(", ")} FROM (${placed}) GROUP BY 1, 2`;
}

/** `top 10 route by host`: the values that most lines have, how many and which share; of `rare` the fewest. */
export function compileTop(stage: TopStageOf, relation: Relation, frame: Frame): Relation {
  const groups = compileKeys(stage.by, relation, frame);
  const keys = compileKeys(stage.keys, relation, frame);
  const all = [...groups, ...keys];
  const columns = all.map(({ sql }, at) => `${sql} AS c${at}`).join(", ");
  const figure = `c${all.length}`;
  const inner = `SELECT ${columns}, CAST(count(*) AS DOUBLE) AS ${figure} FROM (${relation.sql}) WHERE ${keys.map(({ sql }) => `${sql} IS NOT NULL`).join(" AND ")} GROUP BY ${all.map((_, at) => at + 1).join(", ")}`;
  const group = groups.map((_, at) => `c${at}`);
  const partition = group.length === 0 ? "" : `PARTITION BY ${group.join(", ")}`;
  const down = stage.verb === "top" ? "DESC" : "ASC";
  const names = keys.map((_, at) => `c${groups.length + at}`);
  const share = `${figure} / sum(${figure}) OVER (${partition}) AS c${all.length + 1}`;
  const place = `row_number() OVER (${partition} ORDER BY ${[`${figure} ${down}`, ...names].join(", ")}) AS place`;
  const sql = `SELECT * EXCLUDE (place) FROM (SELECT *, ${share}, ${place} FROM (${inner})) WHERE place <= ${stage.count}`;
  const count: NewColumn = ["count", "number", { type: "call", name: "count", args: [] }];
  return toTable(
    sql,
    [...keyColumns([...stage.by, ...stage.keys], all), count, ["share", "number"]],
    [...group.map((one) => `${one} NULLS LAST`), `${figure} ${down}`, ...names],
  );
}

/** `transaction by trace maxspan=5m`: lines with the same value as one row; longer ones are cut into pieces of that length. */
export function compileTransaction(
  stage: StageOf<"transaction">,
  relation: Relation,
  frame: Frame,
): Relation {
  if (!relation.isLines) return fail(stage.span ?? start, "transaction needs lines, which have a time.");
  const keys = stage.by.map((name) => toKey(resolve(name, relation, frame)));
  const size = keys.length;
  const chosen = `SELECT ${keys.map(({ sql }, at) => `${sql} AS c${at}`).join(", ")}, t, l, m, s, h FROM (${relation.sql}) WHERE ${keys.map(({ sql }) => `${sql} IS NOT NULL`).join(" AND ")}`;
  const group = keys.map((_, at) => `c${at}`).join(", ");
  const longest =
    stage.longest === null ? null : BigInt(Math.max(1, Math.round(toMilliseconds(stage.longest) * 1e6)));
  const pieces =
    longest === null
      ? `SELECT *, 0 AS piece FROM (${chosen})`
      : `SELECT *, (t - min(t) OVER (PARTITION BY ${group})) // ${frame.bind(longest)} AS piece FROM (${chosen})`;
  const figures = [
    `min(t) AS c${size}`,
    `(max(t) - min(t)) / 1000000.0 AS c${size + 1}`,
    `CAST(count(*) AS DOUBLE) AS c${size + 2}`,
    `arg_min(m, t) AS c${size + 3}`,
    `arg_max(m, t) AS c${size + 4}`,
    `bool_or(l >= 17) AS c${size + 5}`,
    `list_sort(list(DISTINCT s) FILTER (s IS NOT NULL))[1:20] AS c${size + 6}`,
  ];
  const sql = `SELECT ${group}, ${figures.join(", ")} FROM (${pieces}) GROUP BY ${group}, piece`;
  const named = stage.by.map((key, at): NewColumn => [key.name, keys[at]?.type ?? "text", key]);
  return toTable(
    sql,
    [
      ...named,
      ["started", "time"],
      ["duration", "number"],
      ["count", "number"],
      ["first", "text"],
      ["last", "text"],
      ["has_error", "boolean"],
      ["services", "list"],
    ],
    [`c${size} DESC`, ...keys.map((_, at) => `c${at}`)],
  );
}

import type { SortKey, Stage, StageOf } from "@/lib/logs/query/pipeline/ast";
import { isolateGroup } from "@/lib/logs/query/pipeline/check-pattern";
import { readCaptures } from "@/lib/logs/query/pipeline/list-computed";
import { escapeForPattern } from "@/lib/logs/query/pipeline/check-pattern";
import { fail } from "@/lib/logs/query/pipeline/reader";
import { compileCondition, compileExpression } from "./compile-expression";
import { compileStats, compileTimechart, compileTop, compileTransaction } from "./compile-table";
import { type Sql, toKey, toText } from "./convert";
import type { Frame } from "./frame";
import { newestFirst, type Relation, resolve } from "./relation";

/** The lines of a condition. */
export function startRelation(condition: string): Relation {
  const sql = condition === "TRUE" ? "SELECT * FROM lines" : `SELECT * FROM lines WHERE ${condition}`;
  return { sql, isLines: true, columns: new Map(), made: [], bags: [], shown: null, order: newestFirst };
}

/** What a stage makes of a relation. `patterns` and `compare` are not SQL and never come here. @throws StageFault */
export function compileStage(stage: Stage, relation: Relation, frame: Frame): Relation {
  switch (stage.verb) {
    case "where":
      return {
        ...relation,
        sql: `SELECT * FROM (${relation.sql}) WHERE ${compileCondition(stage.condition, relation, frame)}`,
      };
    case "eval":
      return compileEval(stage, relation, frame);
    case "extract":
    case "parse":
      return compileExtract(stage, relation, frame);
    case "lookup":
      return compileLookup(stage, relation, frame);
    case "stats":
      return compileStats(stage, relation, frame);
    case "timechart":
      return compileTimechart(stage, relation, frame);
    case "top":
    case "rare":
      return compileTop(stage, relation, frame);
    case "transaction":
      return compileTransaction(stage, relation, frame);
    case "dedup": {
      const keys = stage.keys
        .map(({ expression }) => toKey(compileExpression(expression, relation, frame)).sql)
        .join(", ");
      return {
        ...relation,
        sql: `SELECT * FROM (${relation.sql}) QUALIFY row_number() OVER (PARTITION BY ${keys} ORDER BY ${relation.order.join(", ")}) = 1`,
      };
    }
    case "sort":
      return {
        ...relation,
        order: [...stage.keys.map((key) => compileOrder(key, relation, frame)), ...relation.order],
      };
    case "limit":
      return {
        ...relation,
        sql: `SELECT * FROM (${relation.sql}) ORDER BY ${relation.order.join(", ")} LIMIT ${stage.count}`,
      };
    case "fields":
      for (const column of stage.columns) compileExpression(column, relation, frame);
      return { ...relation, shown: stage.columns };
    case "sample":
      return compileSample(stage, relation, frame);
    default:
      return fail(stage.span ?? { from: 0, to: 1 }, `${stage.verb} has to be the last stage.`);
  }
}

function compileOrder({ expression, isDescending }: SortKey, relation: Relation, frame: Frame): string {
  const value = compileExpression(expression, relation, frame);
  const way = `${isDescending ? "DESC" : "ASC"} NULLS LAST`;
  // Attributes are text, but 9 comes before 10.
  return value.type === "text"
    ? `TRY_CAST(${value.sql} AS DOUBLE) ${way}, ${value.sql} ${way}`
    : `${value.sql} ${way}`;
}

/** Adds columns `x0`, `x1`, … under names; a name that was there before now means the new one. */
function addColumns(
  relation: Relation,
  added: readonly [name: string, value: Sql][],
  from = `(${relation.sql})`,
): Relation {
  const columns = new Map(relation.columns);
  const first = nextColumn(relation);
  const sql = added.map(([name, value], at) => {
    columns.set(name, { sql: `x${first + at}`, type: value.type });
    return `${value.sql} AS x${first + at}`;
  });
  return { ...relation, columns, sql: `SELECT *, ${sql.join(", ")} FROM ${from}` };
}

/** The first number that no column of the SQL has. */
function nextColumn({ sql }: Relation): number {
  let next = 0;
  for (const [, number] of sql.matchAll(/ AS x(\d+)/g)) next = Math.max(next, Number(number) + 1);
  return next;
}

function compileEval(stage: StageOf<"eval">, relation: Relation, frame: Frame): Relation {
  return stage.assignments.reduce(
    (done, { name, expression }) => addColumns(done, [[name, compileExpression(expression, done, frame)]]),
    relation,
  );
}

/** The text that an `extract` or `parse` reads. */
function sourceOf(stage: StageOf<"extract"> | StageOf<"parse">, relation: Relation, frame: Frame): string {
  if (stage.source !== null) return toText(resolve(stage.source, relation, frame));
  return toText(
    resolve(
      { type: "name", name: "message", isTag: false, ...(stage.span ? { span: stage.span } : {}) },
      relation,
      frame,
    ),
  );
}

function compileExtract(
  stage: StageOf<"extract"> | StageOf<"parse">,
  relation: Relation,
  frame: Frame,
): Relation {
  const source = sourceOf(stage, relation, frame);
  const found = readCaptures(stage);
  if (found !== null) {
    const added = found.captures.flatMap(({ name, isNumber }, at): [string, Sql][] => {
      if (name === null) return [];
      const taken = `nullif(regexp_extract(${source}, ${frame.bind(isolateGroup(found.source, at))}, 1), '')`;
      return [
        [
          name,
          isNumber ? { sql: `TRY_CAST(${taken} AS DOUBLE)`, type: "number" } : { sql: taken, type: "text" },
        ],
      ];
    });
    return addColumns(relation, added);
  }
  if (stage.verb === "parse") return relation;
  if (stage.method === "csv") {
    const cells = stage.names.map((name, at): [string, Sql] => [
      name,
      { sql: readCell(source, at, frame), type: "text" },
    ]);
    return addColumns(relation, cells);
  }
  const kept = addColumns(relation, [["", { sql: source, type: "text" }]]);
  const column = kept.columns.get("")?.sql ?? source;
  const bag = (name: string) =>
    stage.method === "json" ? readJson(column, name, frame) : readLogfmt(column, name, frame);
  const named = stage.names.map((name): [string, Sql] => [name, { sql: bag(name), type: "text" }]);
  const columns = new Map(relation.columns);
  const withBag: Relation = { ...kept, columns, bags: [bag, ...relation.bags] };
  return named.length === 0 ? withBag : addColumns(withBag, named);
}

/** A value of an object in a text, by its name with dots or without; NULL where the text is no JSON. */
function readJson(column: string, name: string, { bind }: Frame): string {
  const whole = bind(`$.${quotePath(name)}`);
  const steps = name.split(".");
  const nested =
    steps.length === 1
      ? []
      : [`json_extract_string(${column}, ${bind(`$.${steps.map(quotePath).join(".")}`)})`];
  return `CASE WHEN json_valid(${column}) THEN coalesce(${[`json_extract_string(${column}, ${whole})`, ...nested].join(", ")}) END`;
}

/** A step of a JSON path; what cannot stand between its quotes is left out, and then nothing is found. */
function quotePath(step: string): string {
  return `"${step.replace(/["\\]/g, "")}"`;
}

/** The value of `name=value` or `name="a value"` in a text. */
function readLogfmt(column: string, name: string, { bind }: Frame): string {
  const pattern = `(?:^|[\\s,{(])${escapeForPattern(name)}=(?:"((?:[^"\\\\]|\\\\.)*)"|([^\\s,"]*))`;
  const part = (group: number) => `nullif(regexp_extract(${column}, ${bind(pattern)}, ${group}), '')`;
  return `coalesce(${part(1)}, ${part(2)})`;
}

/** A cell of a line of CSV, without its quotes. */
function readCell(source: string, at: number, { bind }: Frame): string {
  const cell = '(?:"(?:[^"]|"")*"|[^",]*)';
  const before = at === 0 ? "" : `(?:${cell},){${at}}`;
  const taken = `trim(regexp_extract(${source}, ${bind(`^\\s*${before}\\s*(${cell})`)}, 1))`;
  return `nullif(CASE WHEN starts_with(${taken}, '"') THEN replace(${taken}[2:-2], '""', '"') ELSE ${taken} END, '')`;
}

function compileLookup(stage: StageOf<"lookup">, relation: Relation, frame: Frame): Relation {
  const table = frame.lookups.get(stage.table);
  if (table === undefined) return fail(stage.span ?? { from: 0, to: 1 }, `There is no table ${stage.table}.`);
  const key = toText(resolve(stage.on, relation, frame));
  const keyAt = Math.max(0, table.columns.indexOf(stage.on.name));
  const others = table.columns.flatMap((name, at) => (at === keyAt ? [] : [{ name, at }]));
  if (others.length === 0) return relation;
  const first = nextColumn(relation);
  const rows = new Map(table.rows.map((row) => [row[keyAt] ?? "", row]));
  const json = JSON.stringify([...rows.values()].map((row) => table.columns.map((_, at) => row[at] ?? "")));
  const cells = others.map(({ at }, place) => `nullif(r[${at + 1}], '') AS x${first + place}`).join(", ");
  const joined = `(SELECT r[${keyAt + 1}] AS k${first}, ${cells} FROM (SELECT unnest(from_json(${frame.bind(json)}, '[["VARCHAR"]]')) AS r))`;
  const columns = new Map(relation.columns);
  others.forEach(({ name }, place) => columns.set(name, { sql: `x${first + place}`, type: "text" }));
  const sql = `SELECT * EXCLUDE (k${first}) FROM (${relation.sql}) LEFT JOIN ${joined} ON ${key} = k${first}`;
  return { ...relation, columns, sql };
}

/** The same lines every time that it is asked. */
function compileSample(stage: StageOf<"sample">, relation: Relation, { bind }: Frame): Relation {
  if (!relation.isLines)
    return fail(stage.span ?? { from: 0, to: 1 }, "sample takes some of the lines: put it before the table.");
  if (stage.isShare) {
    const sql = `SELECT * FROM (${relation.sql}) WHERE hash(chunk, n) % 1000000 < ${bind(BigInt(Math.round(stage.amount * 10_000)))}`;
    return { ...relation, sql };
  }
  return {
    ...relation,
    sql: `SELECT * FROM (${relation.sql}) ORDER BY hash(chunk, n) LIMIT ${stage.amount}`,
  };
}

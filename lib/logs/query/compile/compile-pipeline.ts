import type { SearchNode } from "@/lib/search/grammar/ast";
import type { LogColumn } from "@/lib/logs/schemas";
import type { Stage } from "@/lib/logs/query/pipeline/ast";
import { nameColumn } from "@/lib/logs/query/pipeline/print-pipeline";
import { compileExpression } from "./compile-expression";
import { compileFilter } from "./compile-filter";
import { compileStage, startRelation } from "./compile-stages";
import { type Sql, toNumber, toShown } from "./convert";
import { findColumn } from "./find-column";
import type { Frame } from "./frame";
import { type Relation, resolve } from "./relation";

/** Columns of lines in a table when nobody said which. */
const lineColumns = ["timestamp", "level", "service", "host", "message"];

/** The lines of a filter, through these stages. @throws StageFault */
export function compilePipeline(filter: SearchNode, stages: readonly Stage[], frame: Frame): Relation {
  return stages.reduce(
    (relation, stage) => compileStage(stage, relation, frame),
    startRelation(compileFilter(filter, frame)),
  );
}

/** A table as a SELECT of at most so many rows, and what its columns are. @throws StageFault */
export function compileTable(
  relation: Relation,
  frame: Frame,
  limit: number | null,
): { sql: string; columns: LogColumn[] } {
  const shown = listShown(relation, frame);
  const cells = shown.map(({ value }, at) => `${toCell(value)} AS o${at}`).join(", ");
  const order = relation.order.length === 0 ? "" : ` ORDER BY ${relation.order.join(", ")}`;
  const sql = `SELECT ${cells} FROM (${relation.sql})${order}${limit === null ? "" : ` LIMIT ${limit}`}`;
  return { sql, columns: shown.map(({ name, value }) => ({ name, type: toColumnType(value) })) };
}

function listShown(relation: Relation, frame: Frame): { name: string; value: Sql }[] {
  if (relation.shown !== null) {
    return relation.shown.map((expression) => ({
      name: findColumn(expression, relation)?.name ?? nameColumn({ expression, alias: null }),
      value: compileExpression(expression, relation, frame),
    }));
  }
  const made = [...relation.columns].map(([name, value]) => ({ name, value }));
  if (!relation.isLines) return made;
  const fixed = lineColumns.map((name) => ({
    name,
    value: resolve({ type: "name", name, isTag: false }, { ...relation, columns: new Map() }, frame),
  }));
  return [...fixed, ...made.filter(({ name }) => !lineColumns.includes(name))];
}

/** Numbers as DOUBLE, for BIGINT would come as text. */
function toCell(value: Sql): string {
  return value.type === "number" ? `CAST(${toNumber(value)} AS DOUBLE)` : toShown(value);
}

function toColumnType({ type }: Sql): LogColumn["type"] {
  return type === "list" ? "text" : type;
}

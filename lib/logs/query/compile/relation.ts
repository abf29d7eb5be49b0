import type { Call, Name } from "@/lib/logs/query/pipeline/ast";
import { logLanguage } from "@/lib/logs/query/language";
import { resolveName } from "@/lib/search/grammar/language";
import { textColumns } from "./compile-filter";
import type { Sql } from "./convert";
import { failColumn, findColumn } from "./find-column";
import type { Frame } from "./frame";

/** A column of a table as it was calculated: `p95(took) as slow` has the name `slow`, the text `p95(took)` and the call `p95`. */
export interface Made {
  name: string;
  text: string;
  /** Null when it is no call. */
  call: string | null;
  value: Sql;
}

/** What a stage takes and gives: a SELECT, and what names mean in it. */
export interface Relation {
  sql: string;
  /** Lines know every field and attribute; tables only what is in `columns`. */
  isLines: boolean;
  /** Columns of a table, or what stages added to lines. */
  columns: ReadonlyMap<string, Sql>;
  /** What the columns of a table were calculated by. */
  made: readonly Made[];
  /** Names that lines find in a text as `extract logfmt` and `extract json` read it, newest first. */
  bags: readonly ((name: string) => string)[];
  /** Columns to show, when `fields` said which. */
  shown: readonly (Name | Call)[] | null;
  /** SQL of the order, strongest first. */
  order: readonly string[];
}

/** Newest first; equal times by chunk and number, so that the order is the same every time. */
export const newestFirst = ["t DESC", "chunk DESC", "n DESC"] as const;

/** What a name means. Of lines nothing is unknown: it is an attribute that no line has. @throws StageFault of tables */
export function resolve(name: Name, relation: Relation, frame: Frame): Sql {
  const column = findColumn(name, relation);
  if (column !== undefined) return column.value;
  if (!relation.isLines) return failColumn(name, relation);
  return name.isTag ? attribute(name.name, relation, frame) : resolveOfLine(name.name, relation, frame);
}

function resolveOfLine(name: string, relation: Relation, frame: Frame): Sql {
  const key = resolveName(name, logLanguage);
  if (key.scope !== "field") return attribute(key.name, relation, frame);
  const text = textColumns[key.name];
  if (text !== undefined) return { sql: text, type: "text" };
  switch (key.name) {
    case "level":
      return { sql: "l", type: "level" };
    case "severity":
      return { sql: "CAST(l AS DOUBLE)", type: "number" };
    case "timestamp":
      return { sql: "t", type: "time" };
    default:
      return { sql: slugOf(frame), type: "text" };
  }
}

function attribute(name: string, { bags }: Relation, frame: Frame): Sql {
  const own = frame.attribute(name).text;
  const found = bags.map((bag) => bag(name));
  return { sql: found.length === 0 ? own : `coalesce(${[...found, own].join(", ")})`, type: "text" };
}

function slugOf({ projects, bind }: Frame): string {
  const cases = [...projects].map(([id, slug]) => `WHEN ${bind(id)} THEN ${bind(slug)}`);
  return cases.length === 0 ? "CAST(NULL AS VARCHAR)" : `CASE project_id ${cases.join(" ")} END`;
}

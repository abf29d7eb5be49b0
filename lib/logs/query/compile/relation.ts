import type { Name } from "@/lib/logs/query/pipeline/ast";
import { printName } from "@/lib/logs/query/pipeline/print-expression";
import { fail } from "@/lib/logs/query/pipeline/reader";
import { suggestNames } from "@/lib/logs/query/pipeline/suggest-names";
import { logLanguage } from "@/lib/logs/query/language";
import { resolveName } from "@/lib/search/grammar/language";
import { textColumns } from "./compile-filter";
import type { Sql } from "./convert";
import type { Frame } from "./frame";

/** What a stage takes and gives: a SELECT, and what names mean in it. */
export interface Relation {
  sql: string;
  /** Lines know every field and attribute; tables only what is in `columns`. */
  isLines: boolean;
  /** Columns of a table, or what stages added to lines. */
  columns: ReadonlyMap<string, Sql>;
  /** Names that lines find in a text as `extract logfmt` and `extract json` read it, newest first. */
  bags: readonly ((name: string) => string)[];
  /** Columns to show, when `fields` said which. */
  shown: readonly Name[] | null;
  /** SQL of the order, strongest first. */
  order: readonly string[];
}

/** Newest first; equal times by chunk and number, so that the order is the same every time. */
export const newestFirst = ["t DESC", "chunk DESC", "n DESC"] as const;

/** What a name means. Of lines nothing is unknown: it is an attribute that no line has. @throws StageFault of tables */
export function resolve(name: Name, relation: Relation, frame: Frame): Sql {
  const made = name.isTag ? undefined : findColumn(name.name, relation);
  if (made !== undefined) return made;
  if (!relation.isLines) {
    const known = [...relation.columns.keys()];
    const expected = suggestNames(name.name, known);
    const list =
      expected.length > 0
        ? ` Did you mean ${expected.join(" or ")}?`
        : ` There is ${known.slice(0, 8).join(", ")}.`;
    return fail(
      name.span ?? { from: 0, to: 1 },
      `The table has no column ${printName(name)}.${list}`,
      expected,
    );
  }
  return name.isTag ? attribute(name.name, relation, frame) : resolveOfLine(name.name, relation, frame);
}

function findColumn(name: string, { columns, isLines }: Relation): Sql | undefined {
  return columns.get(name) ?? (isLines ? undefined : columns.get(`${name}()`));
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

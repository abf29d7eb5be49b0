import type { LineMoment } from "@/lib/logs/engine/engine";
import { listStretches, MOST_STRETCHES, type Stretch, type StretchWish } from "./choose-stretches";
import { filePath } from "./folder";
import { fixedColumns, jsonColumn, keysOf, listFixed, REST, textColumn } from "./column-names";
import { quoteName, quotePointer, quoteText, quoteTexts } from "./quote";
import type { StoredFile } from "./read-snapshot";

/** Lines of a snapshot that are in a table of the engine with the columns `hotColumns`, beside others. */
export interface HotTable {
  name: string;
  projectIds: number[];
  /** What was loaded later is none of them. */
  lastLoad: number;
  /** The chunks of the snapshot, or those of its projects that are not in it: whichever are fewer. */
  only?: string[];
  except?: string[];
}

/** The columns of a HotTable. */
export const hotColumns = { project_id: "INTEGER", load: "INTEGER", ...fixedColumns, a: "JSON" } as const;

export interface RelationInput extends StretchWish {
  folder: string;
  files: readonly StoredFile[];
  hot: readonly HotTable[];
  /** See LogSource. */
  fields: readonly string[];
}

/** The field that stands for all attributes. */
export const ALL = "*";

/** The columns of files that a relation with these fields reads, for the snapshot; null means all. */
export function columnsFor(fields: readonly string[]): string[] | null {
  if (fields.includes(ALL)) return null;
  // No key has a NUL: Postgres holds none.
  const keys = fields.filter((key) => !key.includes("\0"));
  return keys.length === 0 ? [] : [...keys.flatMap((key) => [textColumn(key), jsonColumn(key)]), REST];
}

/**
 * Makes the SELECT that stands for `lines` (see LogQuery). Files with the same of the wanted columns are read together: so
 * DuckDB opens the others only when it comes to them, an absent column costs nothing, and the statement stays short: it is
 * planned twice, and that takes a millisecond or two for each SELECT with many columns. All names and values in it are
 * quoted by `quote`.
 */
export function buildRelation(input: RelationInput): string {
  const parts = [
    ...groupFiles(input).map((group) => selectFiles(input, group)),
    ...input.hot.map((table) => selectHot(input, table)),
  ];
  return parts.length > 0 ? parts.join("\nUNION ALL\n") : selectNothing(input.fields);
}

/** Files that are read together, and the parts of them that are wanted; null when all in the time are. */
interface FileGroup {
  files: StoredFile[];
  stretches: Stretch[] | null;
}

function groupFiles(input: RelationInput): FileGroup[] {
  const wanted = columnsFor(input.fields);
  const groups: FileGroup[] = [];
  const open = new Map<string, FileGroup>();
  for (const file of input.files) {
    const columns = wanted === null ? file.columns : file.columns.filter((column) => wanted.includes(column));
    const stretches = listStretches(file, input);
    // Moments may be looked for in other files too; what is counted in one file may be uncounted in another.
    const isOwn = stretches !== null && !input.moments;
    const key = JSON.stringify(
      isOwn ? file.id : [file.projectId, columns, stretches !== null || isInside(file, input)],
    );
    const group = open.get(key);
    const joined = stretches && [...(group?.stretches ?? []), ...stretches];
    if (group && (joined?.length ?? 0) <= MOST_STRETCHES) {
      group.files.push(file);
      group.stretches = joined;
    } else {
      const begun = { files: [file], stretches };
      open.set(key, begun);
      groups.push(begun);
    }
  }
  return groups;
}

/** Whether all lines of a file are in the time: then theirs is not read for that. */
function isInside({ timeMin, timeMax }: StoredFile, { from, to }: RelationInput): boolean {
  return timeMin >= from && timeMax < to;
}

function selectFiles(input: RelationInput, group: FileGroup): string {
  const { folder, fields } = input;
  const { files } = group;
  const columns = new Set(files[0]?.columns);
  const names = fields.flatMap((key, index) => {
    if (key === ALL) return [`${allAttributes(columns)} AS a`];
    const json = jsonOf(key, columns);
    return [`${textOf(key, columns)} AS f${index}`, `${json} AS j${index}`];
  });
  const paths = quoteTexts(files.map((file) => filePath(folder, file)));
  return select(
    `${Number(files[0]?.projectId)}::INTEGER AS project_id`,
    names,
    `read_parquet(${paths}, hive_partitioning=false)`,
    whenOf(group, input),
  );
}

/** Which lines are wanted, as ranges: the engine leaves out what lies between them while it reads. */
function whenOf({ files, stretches }: FileGroup, input: RelationInput): string {
  if (!stretches) return files.every((file) => isInside(file, input)) ? "true" : inTime(input.from, input.to);
  if (stretches.length === 0) return "false";
  return `(${stretches.map(({ first, last }) => `(${inTime(first, last + 1n)})`).join(" OR ")})`;
}

function selectHot({ fields, from, to, moments }: RelationInput, table: HotTable): string {
  const names = fields.flatMap((key, index) => {
    if (key === ALL) return ["coalesce(a::VARCHAR, '{}') AS a"];
    return [`${textIn("a", key)} AS f${index}`, `${jsonIn("a", key)} AS j${index}`];
  });
  const { only, except = [] } = table;
  const ids = (only ?? except).map((id) => `${quoteText(id)}::UUID`).join(", ");
  const where = [
    moments ? isAt(moments) : inTime(from, to),
    `project_id IN (${table.projectIds.join(", ")})`,
    `load <= ${table.lastLoad}`,
    ...(ids ? [`chunk ${only ? "" : "NOT "}IN (${ids})`] : []),
  ];
  return select("project_id", names, quoteName(table.name), where.join(" AND "));
}

function isAt(moments: readonly LineMoment[]): string {
  return moments.length > 0 ? `t IN (${moments.map(({ t }) => `${t}::BIGINT`).join(", ")})` : "false";
}

function selectNothing(fields: readonly string[]): string {
  const fixed = Object.entries(fixedColumns).map(([name, type]) => `NULL::${type} AS ${name}`);
  const names = fields.flatMap((key, index) =>
    key === ALL ? ["NULL::VARCHAR AS a"] : [`NULL::VARCHAR AS f${index}`, `NULL::VARCHAR AS j${index}`],
  );
  return `SELECT NULL::INTEGER AS project_id, ${[...fixed, ...names].join(", ")} WHERE false`;
}

function select(project: string, names: string[], from: string, where: string): string {
  const rest = names.map((name) => `, ${name}`).join("");
  return `SELECT ${project}, ${listFixed()}${rest} FROM ${from} WHERE ${where}`;
}

function inTime(from: bigint, to: bigint): string {
  return `t >= ${from}::BIGINT AND t < ${to}::BIGINT`;
}

function textOf(key: string, columns: Set<string>): string {
  const places = [textColumn(key), jsonColumn(key)].filter((column) => columns.has(column)).map(quoteName);
  if (columns.has(REST)) places.push(textIn(REST, key));
  if (places.length === 0) return "NULL::VARCHAR";
  return places.length === 1 ? (places[0] ?? "") : `coalesce(${places.join(", ")})`;
}

function jsonOf(key: string, columns: Set<string>): string {
  const places = columns.has(jsonColumn(key)) ? [quoteName(jsonColumn(key))] : [];
  if (columns.has(REST)) places.push(jsonIn(REST, key));
  if (places.length === 0) return "NULL::VARCHAR";
  return places.length === 1 ? (places[0] ?? "") : `coalesce(${places.join(", ")})`;
}

/** The value of a key in a JSON object, as text; null and absent are NULL. */
function textIn(object: string, key: string): string {
  return `json_extract_string(${object}, ${quotePointer(key)})`;
}

/** The JSON of a key's value in an object, when it is no string. */
function jsonIn(object: string, key: string): string {
  const pointer = quotePointer(key);
  return `CASE WHEN json_type(${object}, ${pointer}) NOT IN ('VARCHAR', 'NULL') THEN json_extract(${object}, ${pointer})::VARCHAR END`;
}

/** All attributes of a line of a file, as the text of a JSON object. */
export function allAttributes(columns: ReadonlySet<string>): string {
  const members = keysOf([...columns]).flatMap((key) => {
    const name = quoteText(`${JSON.stringify(key)}:`);
    const text = quoteName(textColumn(key));
    return [
      ...(columns.has(textColumn(key)) ? [`${name} || to_json(${text})::VARCHAR`] : []),
      ...(columns.has(jsonColumn(key)) ? [`${name} || ${quoteName(jsonColumn(key))}`] : []),
    ];
  });
  // Without its braces; an empty object is never written.
  if (columns.has(REST)) members.push(`array_slice(${REST}, 2, -2)`);
  return members.length > 0 ? `'{' || concat_ws(',', ${members.join(", ")}) || '}'` : "'{}'";
}

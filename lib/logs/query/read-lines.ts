import type { LogCell } from "@/lib/logs/engine/engine";
import type { LogRow } from "@/lib/logs/schemas";
import { MOST_STRETCHES } from "@/lib/logs/store/choose-stretches";
import { compilePipeline } from "./compile/compile-pipeline";
import { toShown } from "./compile/convert";
import type { QuestionFrame } from "./compile/frame";
import type { Range } from "./compile/narrow-range";
import type { Search } from "./open-search";
import { type LineExtent, readRow, rowColumns } from "./read-row";
import { bigOf, textOf } from "./read-cell";

/** Where a line stands in the order of all: time, chunk, number. */
export interface LinePlace {
  t: bigint;
  chunk: string;
  n: number;
}

export type LineOrder = "newest" | "oldest";

/** A place, whose it is, and what stages made of its line. */
export interface FoundPlace extends LinePlace {
  projectId: number;
  computed: Record<string, string | number | boolean | null>;
}

/** A condition that is true for what comes after a place. */
export function afterPlace(
  { t, chunk, n }: LinePlace,
  order: LineOrder,
  { bind }: Pick<QuestionFrame, "bind">,
): string {
  const sign = order === "newest" ? "<" : ">";
  const time = bind(t);
  const id = `CAST(${bind(chunk)} AS UUID)`;
  return `(t ${sign} ${time} OR (t = ${time} AND (chunk ${sign} ${id} OR (chunk = ${id} AND n ${sign} ${bind(n)}))))`;
}

/** The places of the next lines of a question in a stretch, and what stages made of them. Null when it cannot be compiled. */
export async function findPlaces(
  search: Search,
  wish: { order: LineOrder; limit: number; after: LinePlace | null; range: Range },
): Promise<FoundPlace[] | null> {
  const { order, limit, after, range } = wish;
  const way = order === "newest" ? "DESC" : "ASC";
  const plan = search.compile((frame) => {
    const relation = compilePipeline(search.filter, search.question.lineStages, frame);
    const made = [...relation.columns].filter(([name]) => name !== "");
    const cells = made.map(
      ([, value], at) =>
        `, ${value.type === "number" ? `CAST(${value.sql} AS DOUBLE)` : toShown(value)} AS o${at}`,
    );
    const condition = after === null ? "" : ` WHERE ${afterPlace(after, order, frame)}`;
    const sql = `SELECT t, CAST(chunk AS VARCHAR), n, project_id${cells.join("")} FROM (${relation.sql})${condition} ORDER BY t ${way}, chunk ${way}, n ${way} LIMIT ${limit}`;
    return { frame, sql, names: made.map(([name]) => name) };
  }, range);
  if (plan === null) return null;
  const rows = await search.run(plan.sql, plan.frame, range);
  return rows.map(([t, chunk, n, project, ...cells]) => ({
    t: bigOf(t),
    chunk: textOf(chunk),
    n: Number(n),
    projectId: Number(project),
    computed: Object.fromEntries(plan.names.map((name, at) => [name, plainCell(cells[at])])),
  }));
}

/** A cell as JSON has it, without lists. */
export function plainCell(cell: LogCell | undefined): string | number | boolean | null {
  if (cell === undefined || cell === null) return null;
  return typeof cell === "object" ? JSON.stringify(cell) : cell;
}

/** The lines at these places, in the same order. Only what may hold them is read. */
export async function readPlaces(
  search: Search,
  places: readonly FoundPlace[],
  extent: LineExtent = "listed",
): Promise<LogRow[]> {
  if (places.length === 0) return [];
  const times = places.map(({ t }) => t);
  const range = { from: least(times), to: most(times) + 1n };
  const plan = search.compile((frame) => {
    return { frame, sql: `SELECT ${rowColumns(extent, frame)} FROM lines WHERE ${isAmong(places, frame)}` };
  }, range);
  if (plan === null) return [];
  const rows = await search.run(plan.sql, plan.frame, { ...range, moments: places });
  const found = new Map(
    rows.map((cells) => readRow(cells, search.projects, extent)).map((row) => [row.id, row]),
  );
  return places.flatMap(({ chunk, n, computed }) => {
    const row = found.get(`${chunk}-${n}`);
    return row === undefined ? [] : [{ ...row, computed }];
  });
}

/**
 * A condition that is true for at least the lines at these places and few others. Of few places hardly another line is read, and
 * one text of all ids spares the join that `IN` becomes; of many it would be searched for each of thousands.
 */
function isAmong(places: readonly LinePlace[], { bind }: Pick<QuestionFrame, "bind">): string {
  if (places.length <= MOST_STRETCHES) {
    const ids = bind(places.map(({ chunk, n }) => ` ${chunk}-${n} `).join(""));
    return `contains(${ids}, concat(' ', chunk, '-', n, ' '))`;
  }
  const chunks = [...new Set(places.map(({ chunk }) => chunk))].map(
    (chunk) => `CAST(${bind(chunk)} AS UUID)`,
  );
  const numbers = [...new Set(places.map(({ n }) => n))].map((n) => bind(n));
  return `chunk IN (${chunks.join(", ")}) AND n IN (${numbers.join(", ")})`;
}

function least(times: readonly bigint[]): bigint {
  return times.reduce((one, other) => (one < other ? one : other));
}

function most(times: readonly bigint[]): bigint {
  return times.reduce((one, other) => (one > other ? one : other));
}

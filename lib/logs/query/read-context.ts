import type { Context } from "@/lib/context";
import type { ContextInput, LogContext, LogRow } from "@/lib/logs/schemas";
import type { QuestionFrame } from "./compile/frame";
import { findLine } from "./find-line";
import { listSlices } from "./list-slices";
import type { Asking, Search } from "./open-search";
import { afterPlace, type FoundPlace, type LinePlace, readPlaces } from "./read-lines";
import { bigOf, textOf } from "./read-cell";

/** So far around a line is looked, in nanoseconds: a day. */
const REACH = 86_400_000_000_000n;

/** The lines around a line, by count: of the same host, service or trace of its project, or of everything there. */
export async function readContext(
  ctx: Context,
  input: ContextInput,
  asking: Asking = {},
): Promise<LogContext> {
  const { search, line, place } = await findLine(
    ctx,
    { id: input.id, ...(input.time === undefined ? {} : { time: input.time }) },
    asking,
    "listed",
  );
  const [before, after] = await Promise.all([
    findNeighbours(search, line, place, input.same, "newest", input.before),
    findNeighbours(search, line, place, input.same, "oldest", input.after),
  ]);
  const rows = await readPlaces(search, [...before.places, ...after.places]);
  const earlier = new Set(before.places.map(({ chunk, n }) => `${chunk}-${n}`));
  return {
    line,
    before: rows.filter(({ id }) => earlier.has(id)).toReversed(),
    after: rows.filter(({ id }) => !earlier.has(id)),
    hasMoreBefore: before.hasMore,
    hasMoreAfter: after.hasMore,
  };
}

async function findNeighbours(
  search: Search,
  line: LogRow,
  place: LinePlace,
  same: ContextInput["same"],
  order: "newest" | "oldest",
  limit: number,
): Promise<{ places: FoundPlace[]; hasMore: boolean }> {
  const range =
    order === "newest" ? { from: place.t - REACH, to: place.t + 1n } : { from: place.t, to: place.t + REACH };
  const way = order === "newest" ? "DESC" : "ASC";
  const { slices } = await listSlices([...search.projects.keys()], range, { order, first: 50_000 });
  const places: FoundPlace[] = [];
  for (const slice of slices) {
    const wanted = limit + 1 - places.length;
    const plan = search.compile((frame) => {
      const condition = `${isSame(search, line, same, frame)} AND ${afterPlace(place, order, frame)}`;
      const sql = `SELECT t, CAST(chunk AS VARCHAR), n, project_id FROM lines WHERE ${condition} ORDER BY t ${way}, chunk ${way}, n ${way} LIMIT ${wanted}`;
      return { frame, sql };
    }, slice);
    if (plan === null) break;
    const rows = await search.run(plan.sql, plan.frame, { from: slice.from, to: slice.to });
    places.push(
      ...rows.map(([t, chunk, n, project]) => ({
        t: bigOf(t),
        chunk: textOf(chunk),
        n: Number(n),
        projectId: Number(project),
        computed: {},
      })),
    );
    if (places.length > limit) break;
  }
  return { places: places.slice(0, limit), hasMore: places.length > limit };
}

/** What the neighbours have in common with the line; a line without a host is among lines without one. */
function isSame(search: Search, line: LogRow, same: ContextInput["same"], { bind }: QuestionFrame): string {
  const project = [...search.projects].find(([, slug]) => slug === line.project)?.[0] ?? -1;
  const within = `project_id = ${bind(project)}`;
  if (same === "everything") return within;
  const [column, value] = {
    host: ["h", line.host],
    service: ["s", line.service],
    trace: ["r", line.traceId],
  }[same];
  return `${within} AND ${value === "" ? `${column} IS NULL` : `${column} = ${bind(value ?? "")}`}`;
}

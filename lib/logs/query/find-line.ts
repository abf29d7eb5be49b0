import type { Context } from "@/lib/context";
import { NotFoundError } from "@/lib/errors";
import type { GetLineInput, LogLineAnswer, LogRow } from "@/lib/logs/schemas";
import type { Range } from "./compile/narrow-range";
import { type Asking, openSearch, type Search } from "./open-search";
import { type FoundPlace, type LinePlace, readPlaces } from "./read-lines";
import type { LineExtent } from "./read-row";
import { SearchStoppedError } from "./search-error";
import { readTime } from "./read-time";
import { bigOf } from "./read-cell";

const SECOND = 1_000_000_000n;
/** Lines may be dated a little ahead of our clock, or far. */
const LATEST = "2262-01-01T00:00:00Z";

/** The whole line of a permalink. @throws NotFoundError when it is gone, or of somebody else */
export async function getLine(
  ctx: Context,
  input: GetLineInput,
  asking: Asking = {},
): Promise<LogLineAnswer> {
  const { line } = await findLine(ctx, input, asking, "whole");
  return { line };
}

/** A line by its id, and a search of its surroundings. With its time one file is read; without, all may be. */
export async function findLine(
  ctx: Context,
  { id, time }: GetLineInput,
  asking: Asking,
  extent: LineExtent,
): Promise<{ search: Search; line: LogRow; place: LinePlace }> {
  const search = await openSearch(
    ctx,
    { project: [], query: "", from: "1970-01-01T00:00:00Z", to: LATEST },
    asking,
  );
  const at = time === undefined ? null : readTime(time, search.now);
  const ranges =
    at === null
      ? [search.range]
      : [
          { from: at, to: at + 1n },
          { from: at - SECOND, to: at + SECOND },
        ];
  const chunk = id.slice(0, 36);
  const n = Number(id.slice(37));
  for (const range of ranges) {
    const place = await findPlace(search, chunk, n, range);
    if (place === null) continue;
    const [line] = await readPlaces(search, [place], extent);
    if (line !== undefined) return { search, line, place };
  }
  // It may lie where nobody could look.
  const { unread } = search.question.report;
  if (unread !== undefined) throw new SearchStoppedError("unread", unread);
  throw new NotFoundError("This line is not here. It may have been kept for its time and deleted.");
}

async function findPlace(search: Search, chunk: string, n: number, range: Range): Promise<FoundPlace | null> {
  const plan = search.compile(
    (frame) => ({
      frame,
      sql: `SELECT t, project_id FROM lines WHERE chunk = CAST(${frame.bind(chunk)} AS UUID) AND n = ${frame.bind(n)} LIMIT 1`,
    }),
    range,
  );
  const [row] = plan === null ? [] : await search.run(plan.sql, plan.frame, range);
  return row === undefined ? null : { t: bigOf(row[0]), chunk, n, projectId: Number(row[1]), computed: {} };
}

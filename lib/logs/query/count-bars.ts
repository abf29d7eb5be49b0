import { pool } from "@/lib/db/pool";
import { OTHER_HOSTS } from "@/lib/logs/ingest/other-hosts";
import { asksForNames, compileCounters } from "./compile/compile-counters";
import { compilePipeline } from "./compile/compile-pipeline";
import type { Range } from "./compile/narrow-range";
import { holdsUncounted } from "./holds-uncounted";
import { listSlices } from "./list-slices";
import type { Search } from "./open-search";
import { bigOf } from "./read-cell";

/** Lines of one bar and one level; `bar` is its beginning, `level` 0 debug to 3 error. */
export interface BarCount {
  bar: bigint;
  level: number;
  count: number;
}

const MINUTE = 60_000_000_000n;

/** Whether the counters by minute can answer a question: no stages, and conditions that they know. */
export function canCount({ question, filter }: Search): boolean {
  return question.lineStages.length === 0 && compileCounters(filter, () => "") !== null;
}

/** Minutes that are looked at to see how many counters a minute has. */
const SAMPLED_MINUTES = 8n;
/** The engine reads so many lines while Postgres reads a counter. */
const LINES_PER_COUNTER = 12;

/** Whether reading the counters of a stretch is less work than reading its lines: many hosts that say little have as many of both. */
export async function isCounterCheap({ projects, range }: Search): Promise<boolean> {
  const ids = [...projects.keys()];
  const minutes = Array.from({ length: Number(SAMPLED_MINUTES) }, (_, at) => {
    const time = range.from + ((range.to - range.from) * (2n * BigInt(at) + 1n)) / (2n * SAMPLED_MINUTES);
    return toDate(time - (time % MINUTE));
  });
  const [{ total }, { rows }] = await Promise.all([
    listSlices(ids, range),
    pool().query<{ counters: number }>(
      "SELECT count(*)::int AS counters FROM log_stat WHERE project_id = ANY ($1::int[]) AND minute = ANY ($2::timestamptz[])",
      [ids, minutes],
    ),
  ]);
  const perMinute = (rows[0]?.counters ?? 0) / minutes.length;
  const counters = perMinute * (Number(range.to - range.from) / Number(MINUTE));
  return counters * LINES_PER_COUNTER < total;
}

/** Counts in the engine, exact to the nanosecond. Null when the question cannot be compiled. */
export async function countLines(search: Search, step: bigint, range: Range): Promise<BarCount[] | null> {
  if (range.to <= range.from) return [];
  const plan = search.compile((frame) => {
    const relation = compilePipeline(search.filter, search.question.lineStages, frame);
    const level = "CASE WHEN l <= 8 THEN 0 WHEN l <= 12 THEN 1 WHEN l <= 16 THEN 2 ELSE 3 END";
    const width = frame.bind(step);
    return {
      frame,
      sql: `SELECT t - t % ${width}, ${level}, CAST(count(*) AS DOUBLE) FROM (${relation.sql}) GROUP BY 1, 2`,
    };
  }, range);
  if (plan === null) return null;
  const rows = await search.run(plan.sql, plan.frame, range);
  return rows.map(([bar, level, count]) => ({
    bar: bigOf(bar),
    level: Number(level),
    count: Number(count),
  }));
}

/** Counts by the counters where they know the answer, and in the engine where they do not. `step` is a multiple of a minute. */
export async function readCounters(search: Search, step: bigint): Promise<BarCount[] | null> {
  const counts = await askCounters(search, step);
  return counts === "unknown" ? countLines(search, step, search.range) : counts;
}

/**
 * Counts by the counters of whole minutes, and what is left at both ends in the engine. `step` is a multiple of a minute.
 * "unknown" when there may be lines without counters, or when names are asked for and there were more than are counted.
 */
export async function askCounters(search: Search, step: bigint): Promise<BarCount[] | "unknown" | null> {
  if (await holdsUncounted(search)) return "unknown";
  const { from, to } = search.range;
  const first = ((from + MINUTE - 1n) / MINUTE) * MINUTE;
  // Nothing has been received yet of what lies ahead: the minute that runs is taken whole.
  const isOpen = to >= BigInt(search.now.getTime()) * 1_000_000n;
  const last = isOpen ? ((to + MINUTE - 1n) / MINUTE) * MINUTE : (to / MINUTE) * MINUTE;
  if (last <= first) return countLines(search, step, { from, to });
  const [middle, before, after] = await Promise.all([
    readMinutes(search, step, { from: first, to: last }),
    countLines(search, step, { from, to: first }),
    countLines(search, step, { from: last, to: last > to ? last : to }),
  ]);
  if (middle === "unknown") return "unknown";
  return before === null || after === null ? null : [...before, ...middle, ...after];
}

async function readMinutes(
  search: Search,
  step: bigint,
  { from, to }: Range,
): Promise<BarCount[] | "unknown"> {
  const params: unknown[] = [
    [...search.projects.keys()],
    toDate(from),
    toDate(to),
    Number(step / 1_000_000_000n),
  ];
  const condition = compileCounters(search.filter, (value) => `$${params.push(value)}`) ?? "FALSE";
  const isOther = asksForNames(search.filter) ? `s.host = $${params.push(OTHER_HOSTS)}` : "FALSE";
  const { rows } = await pool().query<{ bar: string; level: number; count: string; isUnknown: boolean }>(
    `SELECT (floor(extract(epoch FROM s.minute) / $4::int) * $4::int)::bigint::text AS bar, s.level, sum(s.quantity)::text AS count,
            bool_or(${isOther}) AS "isUnknown"
       FROM log_stat s JOIN project p ON p.id = s.project_id
      WHERE s.project_id = ANY ($1::int[]) AND s.minute >= $2 AND s.minute < $3 AND (${condition} OR ${isOther})
      GROUP BY 1, 2`,
    params,
  );
  if (rows.some(({ isUnknown }) => isUnknown)) return "unknown";
  return rows.map(({ bar, level, count }) => ({
    bar: BigInt(bar) * 1_000_000_000n,
    level,
    count: Number(count),
  }));
}

function toDate(time: bigint): Date {
  return new Date(Number(time / 1_000_000n));
}

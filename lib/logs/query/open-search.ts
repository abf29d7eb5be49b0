import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { describeUnread, joinUnread, type UnreadPart } from "@/lib/logs/bucket/unread";
import type { LogEngine, LogRow, LogSource } from "@/lib/logs/engine/engine";
import { engine as ownEngine } from "@/lib/logs/engine/use-engine";
import type { LogEffort, LogQueryReport, LogRange } from "@/lib/logs/schemas";
import { suggestKeys } from "@/lib/search/grammar/suggest-key";
import { type LookupTable, type QuestionFrame, startFrame } from "./compile/frame";
import { narrowRange, type Range } from "./compile/narrow-range";
import { logLanguage } from "./language";
import { listKeys } from "./list-keys";
import { readLookup } from "./read-lookup";
import { compileQuestion, listAttributes, type Question, readQuestion } from "./read-question";
import { readRange, writeRange } from "./read-time";
import { explainSearch } from "./search-error";

/** How long one query of the engine may take. */
export const searchTimeoutMs = 10_000;

/** What surrounds a question: who waits for it, when it is asked, and who answers. */
export interface Asking {
  signal?: AbortSignal | undefined;
  now?: Date;
  engine?: LogEngine;
  /** All lines or a failure: for who counts them or keeps them, and shows no report. */
  isWhole?: boolean;
}

/** Which lines of the search's projects are read; see LogSource. */
export type Where = Range & Pick<LogSource, "moments" | "counted">;

/** A question of somebody, ready to be asked. */
export interface Search {
  question: Question;
  /** The filter without its own conditions on time. */
  filter: Question["pipeline"]["filter"];
  /** What is searched: the stretch that was asked for, as far as the filter leaves it. */
  range: Range;
  /** Id → slug. */
  projects: ReadonlyMap<number, string>;
  now: Date;
  startedAt: number;
  signal: AbortSignal | undefined;
  /** Compiles with a frame of this stretch; null when that is not possible, and then the report says why. */
  compile: <T>(compile: (frame: QuestionFrame) => T, range?: Range) => T | null;
  /** All rows of a SELECT that was compiled with a frame. @throws SearchStoppedError */
  run: (sql: string, frame: QuestionFrame, where?: Where, timeoutMs?: number) => Promise<LogRow[]>;
  /** The same in portions as they are found. */
  stream: (sql: string, frame: QuestionFrame, where?: Where, timeoutMs?: number) => AsyncGenerator<LogRow[]>;
  /** What every answer has. */
  head: () => { query: LogQueryReport; range: LogRange };
  effort: (scannedLines: number, totalLines: number) => LogEffort;
}

/** The projects of some slugs (of none: all) that exist for who asks. Others are not told from missing ones. */
export async function findProjects(ctx: Context, slugs: readonly string[]): Promise<Map<number, string>> {
  const { rows } = await pool().query<{ id: number; slug: string }>(
    `SELECT id, slug FROM project
      WHERE ($1::int[] IS NULL OR id = ANY ($1)) AND (cardinality($2::text[]) = 0 OR slug = ANY ($2)) ORDER BY id`,
    [ctx.actor.projectIds, slugs],
  );
  return new Map(rows.map(({ id, slug }) => [id, slug]));
}

/** Reads a question and its surroundings: who may, which projects, which time, which tables and names. */
export async function openSearch(
  ctx: Context,
  input: { project: readonly string[]; query: string; from: string; to?: string | undefined },
  { signal, now = new Date(), engine, isWhole = false }: Asking,
): Promise<Search> {
  authorize(ctx, "log:read");
  const startedAt = performance.now();
  const asked = readRange(input, now);
  const projects = await findProjects(ctx, input.project);
  const question = readQuestion(input.query);
  const { filter, range } = narrowRange(question.pipeline.filter, asked, now);
  const ids = [...projects.keys()];
  const [lookups] = await Promise.all([readLookups(question, ids), tellUnknown(question, ids, range)]);
  let unread: UnreadPart | undefined;
  const search: Search = {
    question,
    filter,
    range,
    projects,
    now,
    startedAt,
    signal,
    compile: (compile, within = range) =>
      compileQuestion(question, () => compile(startFrame({ now, ...within, projects, lookups }))),
    run: async (sql, frame, within, timeoutMs) => {
      const rows: LogRow[] = [];
      for await (const portion of search.stream(sql, frame, within, timeoutMs)) rows.push(...portion);
      return rows;
    },
    async *stream(sql, frame, within = range, timeoutMs = searchTimeoutMs) {
      if (ids.length === 0) return;
      const { fields, ...asked } = frame.finish(sql);
      const source = { projectIds: ids, ...within, fields };
      try {
        yield* (engine ?? ownEngine()).run(
          { source, ...asked, timeoutMs, mayMiss: !isWhole, asker: ctx.actor.userId },
          signal,
          (part) => {
            unread = unread ? joinUnread(unread, part) : part;
            question.report.unread = describeUnread(unread);
          },
        );
      } catch (error) {
        throw explainSearch(error, timeoutMs);
      }
    },
    head: () => ({ query: question.report, range: writeRange(asked) }),
    effort: (scannedLines, totalLines) => ({
      scannedLines,
      totalLines,
      tookMs: Math.round(performance.now() - startedAt),
    }),
  };
  return search;
}

async function readLookups(
  { pipeline }: Question,
  projectIds: readonly number[],
): Promise<ReadonlyMap<string, LookupTable>> {
  const names = pipeline.stages.flatMap((stage) => (stage.verb === "lookup" ? [stage.table] : []));
  const tables = await Promise.all(
    [...new Set(names)].map(async (name) => [name, await readLookup(name, projectIds)] as const),
  );
  return new Map(tables.flatMap(([name, table]) => (table === null ? [] : [[name, table]])));
}

/** Names that nobody sends match nothing; whoever typed them hears of it, with names that are near. */
async function tellUnknown(question: Question, projectIds: readonly number[], range: Range): Promise<void> {
  const wanted = listAttributes(question);
  if (wanted.length === 0 || question.report.errors.length > 0) return;
  const keys = await listKeys(projectIds, range);
  const known = new Set(keys.map(({ key }) => key));
  for (const key of wanted.filter((one) => !known.has(one))) {
    question.report.unknown.push({
      key,
      message: `No line of this time has a field ${key}.`,
      suggestions: suggestKeys(key, logLanguage, [...known]),
    });
  }
}

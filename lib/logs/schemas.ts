import { z } from "zod";
import type { LogLevel } from "./levels";

/** Characters of a query with its stages; as the search language has it. */
export const queryLimit = 4096;
/** Lines of a page. */
export const pageLimit = 200;
/** Bars of the histogram. */
export const barLimit = 120;
/** Rows of a table; `isCut` says that there are more. */
export const rowLimit = 10_000;
/** Lines on each side of a line. */
export const contextLimit = 100;

function split(value: unknown): unknown {
  return typeof value === "string" ? value.split(",").filter(Boolean) : value;
}

/** Lists come as arrays in JSON and as `a,b` from an address. */
function listOf<T extends z.ZodType>(item: T, max: number) {
  return z.preprocess(split, z.array(item).max(max, `Use at most ${max}.`));
}

const slug = z.string().regex(/^[a-z0-9][a-z0-9-]{0,49}$/, "This cannot be the name of a project.");
const key = z.string().min(1).max(200, "Use at most 200 characters.");
const time = z
  .string()
  .max(40)
  .regex(
    /^(?:\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2})|-\d{1,6}(?:s|m|h|d|w))$/,
    "Use a time such as 2026-11-18T14:31:48.417Z, or -24h.",
  );

const asked = {
  /** Slugs; none means every project that exists for who asks. */
  project: listOf(slug, 100).default([]),
  /** `filter | stage | stage`; the empty text means every line. */
  query: z.string().max(queryLimit, `Use at most ${queryLimit} characters.`).default(""),
  /** The line's own time; ISO 8601 with up to nanoseconds, or `-24h` before now. The beginning is included. */
  from: time,
  /** Not included; absent means now. */
  to: time.optional(),
};

/** What every question has: projects, text, stretch of time. */
export const logQuestionSchema = z.strictObject(asked);
export type LogQuestion = z.infer<typeof logQuestionSchema>;

/** What was understood of a query. With `errors` nothing was searched, and the rest of the answer is empty. */
export type LogQueryReport = {
  /** As it is stored and shown; the text as it was when it has errors. */
  canonical: string;
  /** In UTF-16 units of the text that was sent; `expected` may take the place of what stands there ("did you mean"). */
  errors: { from: number; to: number; message: string; expected?: string[] }[];
  /** Names that no line of these projects has; they match nothing. */
  unknown: { key: string; message: string; suggestions: string[] }[];
  /** `lines`: each stage takes and gives single lines, so that `search` shows the result. `table`: ask `run`. */
  shape: "lines" | "table";
  /** Fields that stages make, such as those of `parse`. */
  computed: string[];
  /** Which lines were not looked at, and why, in a sentence: their files could not be read. Absent when all were. */
  unread?: string;
};

/** The stretch that was searched, ISO 8601 with nanoseconds: what `-24h` stood for. */
export type LogRange = { from: string; to: string };

/** A value as JSON has it. */
export type LogJson = string | number | boolean | null | LogJson[] | { [key: string]: LogJson };

/** One line. Texts are '' where the sender gave none. */
export type LogRow = {
  /** For ever: `<chunk>-<n>`. */
  id: string;
  /** By the sender's clock: ISO 8601, UTC, nine digits of a second. */
  time: string;
  /** Slug. */
  project: string;
  level: LogLevel;
  /** OpenTelemetry's number, 1 to 24; 21 and more is fatal. */
  severity: number;
  /** The level as the sender wrote it. */
  word: string;
  host: string;
  service: string;
  logger: string;
  source: string;
  traceId: string;
  spanId: string;
  /** In lists at most 4,000 characters. */
  message: string;
  /** All other fields, flat with dots; in lists a text has at most 1,000 characters. */
  attributes: Record<string, LogJson>;
  /** What stages of the query made: names of `LogQueryReport.computed`. */
  computed: Record<string, string | number | boolean | null>;
  /** There is more than is shown here; `line` gives all of it. */
  isCut: boolean;
};

/** How much work an answer was. */
export type LogEffort = {
  /** Lines of the files and chunks that were looked at, and of all in the stretch. */
  scannedLines: number;
  totalLines: number;
  tookMs: number;
};

// POST search

export const searchLinesSchema = z.strictObject({
  ...asked,
  order: z.enum(["newest", "oldest"]).default("newest"),
  limit: z.coerce.number().int().min(1).max(pageLimit).default(100),
  /** `nextCursor` of the page before, of the same question. */
  cursor: z.string().max(200).optional(),
  /**
   * Which fields are given beside time, project, level and message; absent means all. Lines that lie far from each other take
   * half as long with few.
   */
  fields: listOf(key, 40).optional(),
});
export type SearchLinesInput = z.infer<typeof searchLinesSchema>;

export type LogPage = {
  query: LogQueryReport;
  range: LogRange;
  lines: LogRow[];
  /** Those that were asked for; null for all. */
  fields: string[] | null;
  /** Null at the end. */
  nextCursor: string | null;
  effort: LogEffort;
};

// POST histogram

export const histogramSchema = z.strictObject({
  ...asked,
  /** At most; the width of a bar is a round one. */
  bars: z.coerce.number().int().min(1).max(barLimit).default(barLimit),
});
export type HistogramInput = z.infer<typeof histogramSchema>;

export type LogHistogram = {
  query: LogQueryReport;
  range: LogRange;
  /** Milliseconds. */
  barMs: number;
  /** All bars of the range, empty ones too; the first and last may lie partly outside of it and count what is inside. */
  bars: { from: string; counts: Record<LogLevel, number> }[];
  counts: Record<LogLevel, number>;
  /** Lines that match: exact. */
  total: number;
  effort: LogEffort;
};

// POST facets

export const facetsSchema = z.strictObject({
  ...asked,
  /** None: those that split the lines best, and the names of the rest. */
  fields: listOf(key, 40).default([]),
  /** Values of each field. */
  limit: z.coerce.number().int().min(1).max(50).default(10),
});
export type FacetsInput = z.infer<typeof facetsSchema>;

export type LogFacetValue = {
  /** As it is written after `field:`; for a stretch of numbers a label such as `500 to 1k`. */
  value: string;
  count: number;
  /** Of the lines that match, 0 to 1. */
  share: number;
  /** The filter that finds just these lines: `service:web`, `ms:>=500 ms:<1000`. Its opposite is `-( … )`. */
  filter: string;
};

export type LogFacet = {
  key: string;
  /** `computed`: made by a stage. */
  kind: "field" | "attribute" | "computed";
  type: "text" | "number";
  /** Lines that have it. */
  present: number;
  /** Different values; estimated within a few per cent above a thousand. */
  distinct: number;
  /** Most lines first. */
  values: LogFacetValue[];
};

export type LogFacets = {
  query: LogQueryReport;
  range: LogRange;
  /** Lines that match. */
  total: number;
  /** With values; those that split best first, in the order asked when asked. */
  fields: LogFacet[];
  /**
   * Names that exist in the stretch and were not counted: ask with `fields`. `distinct` is what a few thousand lines have; null
   * where none of them has it and there are more lines, and those come last.
   */
  others: { key: string; distinct: number | null }[];
  effort: LogEffort;
};

// POST run

export const runPipelineSchema = logQuestionSchema;
export type RunPipelineInput = LogQuestion;

export type LogColumn = {
  name: string;
  /** `time` cells are ISO 8601; `level` cells are one of the four words. */
  type: "time" | "number" | "text" | "boolean" | "level";
  /** What its numbers are, where a stage says so: milliseconds, or parts of 1. */
  unit?: "ms" | "share";
};

/** How a table wants to be drawn; names are columns. */
export type LogChartHint =
  | { kind: "number"; y: string }
  | { kind: "bars"; x: string; y: string[]; series: string | null }
  /** `series` names the column by which rows are split into lines or stacks; `spanMs` is the width of a step. */
  | { kind: "time"; x: string; y: string[]; series: string | null; spanMs: number };

export type LogCell = string | number | boolean | null | LogJson[];

export type LogTable = {
  query: LogQueryReport;
  range: LogRange;
  columns: LogColumn[];
  rows: LogCell[][];
  /** There are more than `rowLimit` rows. */
  isCut: boolean;
  /** Null where there is nothing to draw. */
  chart: LogChartHint | null;
  effort: LogEffort;
};

// POST patterns

export const patternsSchema = z.strictObject({
  ...asked,
  limit: z.coerce.number().int().min(1).max(500).default(100),
});
export type PatternsInput = z.infer<typeof patternsSchema>;

/** What stands at a place that differs from line to line. */
export const maskKinds = ["num", "id", "hex", "uuid", "ip", "time", "str", "any"] as const;
export type MaskKind = (typeof maskKinds)[number];
export type PatternPart = { text: string } | { mask: MaskKind };

export type LogPattern = {
  /** The same for the same template, also tomorrow. */
  id: string;
  /** In order; together they are one message. */
  parts: PatternPart[];
  level: LogLevel;
  /** The highest of its lines. */
  severity: number;
  count: number;
  /** Of all lines that match, 0 to 1. */
  share: number;
  /** Lines in each of 24 equal stretches of the range. */
  trend: number[];
  firstSeen: string;
  lastSeen: string;
  /** No such line in the stretch of the same length before the range. */
  isNew: boolean;
  /** A term that finds its lines: `message:"slow query took=*ms"`. */
  filter: string;
  /** Its newest line: id and time, for `line`. */
  example: { id: string; time: string; message: string };
};

export type LogPatterns = {
  query: LogQueryReport;
  range: LogRange;
  /** Most lines first. */
  patterns: LogPattern[];
  /** Of all patterns, also those beyond the limit. */
  patternCount: number;
  /** Whether any line matched in the stretch before: where none did, all are new, which says nothing about one of them. */
  hasEarlier: boolean;
  /** Lines that match. */
  total: number;
  effort: LogEffort;
};

// POST context

const lineId = z
  .string()
  .regex(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}-\d{1,9}$/, "This cannot be the id of a line.");

/** Lines around a line, by count. To see more of a side, ask again with the outermost line of it and 0 for the other. */
export const contextSchema = z.strictObject({
  id: lineId,
  /** The line's own time: with it few files are read. */
  time: time.optional(),
  /** What the others have in common with it: its host, its service (on any host), its trace, or only the project. */
  same: z.enum(["host", "service", "trace", "everything"]).default("host"),
  before: z.coerce.number().int().min(0).max(contextLimit).default(10),
  after: z.coerce.number().int().min(0).max(contextLimit).default(10),
});
export type ContextInput = z.infer<typeof contextSchema>;

export type LogContext = {
  line: LogRow;
  /** In order of time, the nearest last. */
  before: LogRow[];
  /** In order of time, the nearest first. */
  after: LogRow[];
  hasMoreBefore: boolean;
  hasMoreAfter: boolean;
};

// GET line

export const getLineSchema = z.strictObject({ id: lineId, time: time.optional() });
export type GetLineInput = z.infer<typeof getLineSchema>;

/** The whole line. */
export type LogLineAnswer = { line: LogRow };

// GET export

/** A file: all lines that match, newest first, or all rows of a table. Errors of the query answer 400. */
export const exportLinesSchema = z.strictObject({
  ...asked,
  format: z.enum(["csv", "ndjson"]).default("csv"),
  order: z.enum(["newest", "oldest"]).default("newest"),
  /** Attributes that become columns of CSV; NDJSON always has all. */
  columns: listOf(key, 100).default([]),
});
export type ExportLinesInput = z.infer<typeof exportLinesSchema>;

// POST values

/** Completion: values of a key, or with no key the names of keys. */
export const logValuesSchema = z.strictObject({
  project: asked.project,
  key: z.string().max(200, "Use at most 200 characters.").default(""),
  /** In any case; what stands anywhere in it is offered after what begins with it. */
  prefix: z.string().max(200, "Use at most 200 characters.").default(""),
  from: time.default("-24h"),
  to: time.optional(),
});
export type LogValuesInput = z.infer<typeof logValuesSchema>;

/** At most 20; `count` is null where it was not counted. */
export type LogValues = { values: { value: string; count: number | null }[] };

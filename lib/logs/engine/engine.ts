import type { UnreadPart } from "@/lib/logs/bucket/unread";
import type { CountedStretch } from "@/lib/logs/values/choose-cells";

/** Which lines a query may see: those of these projects with `from` ≤ time < `to` (nanoseconds since 1970). */
export interface LogSource {
  projectIds: number[];
  from: bigint;
  to: bigint;
  /** Attribute keys that `sql` reads, as `f0`, `j0`, `f1`, …; `"*"` asks for all of them as the JSON text `a`. */
  fields: string[];
  /**
   * When the lines that are wanted are known, their times (all of [from, to)): of the files only what may hold them is read.
   * Other lines may be among those that `sql` sees.
   */
  moments?: readonly LineMoment[];
  /**
   * Lines that are known already and not to be seen. Throws `stale` when one of these files is not in the catalog any more:
   * its lines stand in another one.
   */
  counted?: readonly CountedStretch[];
}

/** When a line of a project was. */
export interface LineMoment {
  projectId: number;
  t: bigint;
}

/** A value of `$1…`; a bigint is bound as BIGINT, a number as INTEGER or DOUBLE. */
export type LogParam = string | number | bigint | boolean | null;

/**
 * One SELECT over the relation `lines`: `project_id, t, n, chunk, l, w, h, s, g, o, r, p, m`, what is absent is NULL (but
 * `m` is ''). For `fields[i]` there are `f<i>`, the value as text (JSON text when it is no string), and `j<i>`, the JSON
 * text when it is no string; both are NULL when absent. `a` reads every column of the files: choose lines first, then ask
 * for theirs with a narrow time.
 */
export interface LogQuery {
  source: LogSource;
  sql: string;
  params: LogParam[];
  /** From the start of the work, waiting not counted. */
  timeoutMs: number;
  /**
   * Whoever asks is told which lines could not be read now (`onUnread`) and wants the others; else the query fails with
   * `unread`.
   */
  mayMiss?: boolean;
  /** Who asks, by user id or `system`: places are shared out among them. Without one, all places may be taken. */
  asker?: string;
}

/** A value of an answer. BIGINT, HUGEINT, DECIMAL, UUID and times are text; NaN and infinities too; lists are arrays. */
export type LogCell = string | number | boolean | null | LogCell[] | { [key: string]: LogCell };

/** One row of an answer, in the order of the columns of `sql`. */
export type LogRow = LogCell[];

/** What runs queries over log lines; `engine()` of `use-engine.ts` gives the process's own. */
export interface LogEngine {
  /**
   * Gives the rows in portions as they are found. Throws LogEngineError. Whoever leaves the loop, or aborts, ends the
   * query. `onUnread` hears of what time some lines were not looked at, and why.
   */
  run(query: LogQuery, signal?: AbortSignal, onUnread?: (part: UnreadPart) => void): AsyncIterable<LogRow[]>;
}

/**
 * Why a query gave no (further) rows. `timeout`: its time is over. `memory`: it needs more than the engine may use.
 * `busy`: too many others wait. `cancelled`: whoever asked went away. `invalid`: the query cannot be run, or a value in it
 * (a number that is none). `damaged`: a file cannot be read. `unavailable`: the engine is not there.
 * `unread`: files that lie in a bucket could not be brought here in time. `stale`: see LogSource.
 */
export type LogEngineFailure =
  | "timeout"
  | "memory"
  | "busy"
  | "cancelled"
  | "invalid"
  | "damaged"
  | "unavailable"
  | "unread"
  | "stale";

/** A failure of the engine, with a sentence for whoever asked. */
export class LogEngineError extends Error {
  constructor(
    readonly code: LogEngineFailure,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = "LogEngineError";
  }
}

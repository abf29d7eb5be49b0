import type { UnreadPart } from "@/lib/logs/bucket/unread";
import { LogEngineError, type LogEngineFailure, type LogParam, type LogQuery, type LogRow } from "./engine";

/** One line of an answer: rows, or how it ended. */
export type AnswerLine =
  | { rows: LogRow[] }
  | { unread: { from: string; to: string; reason: UnreadPart["reason"] } }
  | { done: true }
  | { failure: { code: LogEngineFailure; message: string } };

/** Writes a query as JSON: bigints as `{"big": "…"}`. */
export function packQuery(query: LogQuery): string {
  const { source, params } = query;
  return JSON.stringify({
    ...query,
    source: {
      ...source,
      from: String(source.from),
      to: String(source.to),
      moments: source.moments?.map(({ projectId, t }) => [projectId, String(t)]),
      counted: source.counted?.map(({ id, from, to }) => [id, String(from), String(to)]),
    },
    params: params.map((value) => (typeof value === "bigint" ? { big: String(value) } : value)),
  });
}

/** Reads what `packQuery` wrote. It comes from our own processes only; what is none of it throws. */
export function unpackQuery(text: string): LogQuery {
  const { source, sql, params, timeoutMs, mayMiss, asker } = JSON.parse(text) as {
    source: {
      projectIds: number[];
      from: string;
      to: string;
      fields: string[];
      moments?: [projectId: number, t: string][];
      counted?: [id: string, from: string, to: string][];
    };
    sql: string;
    params: (Exclude<LogParam, bigint> | { big: string })[];
    timeoutMs: number;
    mayMiss?: boolean;
    asker?: string;
  };
  const { moments, counted, from, to, ...where } = source;
  return {
    source: {
      ...where,
      from: BigInt(from),
      to: BigInt(to),
      ...(moments && { moments: moments.map(([projectId, t]) => ({ projectId, t: BigInt(t) })) }),
      ...(counted && {
        counted: counted.map(([id, first, end]) => ({ id, from: BigInt(first), to: BigInt(end) })),
      }),
    },
    sql,
    params: params.map((value) => (typeof value === "object" && value ? BigInt(value.big) : value)),
    timeoutMs,
    ...(mayMiss && { mayMiss }),
    ...(asker !== undefined && { asker }),
  };
}

/** Writes a line of an answer. */
export function packLine(line: AnswerLine): string {
  return `${JSON.stringify(line)}\n`;
}

/** The rows of an answer's line, null at its end. Throws the failure that it tells of; `onUnread` as in LogEngine. */
export function readLine(text: string, onUnread?: (part: UnreadPart) => void): LogRow[] | null {
  const line = JSON.parse(text) as AnswerLine;
  if ("failure" in line) throw new LogEngineError(line.failure.code, line.failure.message);
  if ("unread" in line) {
    const { from, to, reason } = line.unread;
    onUnread?.({ from: BigInt(from), to: BigInt(to), reason });
    return [];
  }
  return "rows" in line ? line.rows : null;
}

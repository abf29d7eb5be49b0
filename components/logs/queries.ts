import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { fetchJson } from "@/components/layout/fetch-json";
import type { SearchValues } from "@/lib/issues/schemas";
import type { EventLogs, LineIssues } from "@/lib/logs/issues/schemas";
import type {
  ContextInput,
  LogContext,
  LogFacets,
  LogHistogram,
  LogLineAnswer,
  LogPage,
  LogPatterns,
  LogQuestion,
  LogRow,
  LogTable,
} from "@/lib/logs/schemas";

const root = "/api/v1/logs";

function ask<Answer>(verb: string, body: unknown, signal: AbortSignal): Promise<Answer> {
  return fetchJson<Answer>(`${root}/${verb}`, { method: "POST", body, signal });
}

/** An answer stays as it is until somebody asks again: no line moves by itself. */
const kept = { placeholderData: keepPreviousData, staleTime: 60_000, retry: false } as const;

/**
 * Lines, newest first. What stands there stays while others are on their way. `fields`: what is shown of each line. They are no
 * part of the key: who needs more of them later asks for the same pages again.
 */
export const logLinesQuery = (question: LogQuestion, fields: readonly string[] = []) =>
  infiniteQueryOptions({
    queryKey: ["logs", "search", question],
    queryFn: ({ pageParam, signal }) =>
      ask<LogPage>(
        "search",
        { ...question, limit: 200, fields, ...(pageParam && { cursor: pageParam }) },
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last: LogPage) => last.nextCursor,
    ...kept,
  });

export const logHistogramQuery = (question: LogQuestion) =>
  queryOptions({
    queryKey: ["logs", "histogram", question],
    queryFn: ({ signal }) => ask<LogHistogram>("histogram", question, signal),
    ...kept,
  });

/** With names: just those fields, in full. Without: those that split the lines best, and the names of all others. */
export const logFacetsQuery = (question: LogQuestion, fields: readonly string[] = []) =>
  queryOptions({
    queryKey: ["logs", "facets", question, fields],
    queryFn: ({ signal }) => ask<LogFacets>("facets", { ...question, fields }, signal),
    ...kept,
  });

export const logPatternsQuery = (question: LogQuestion) =>
  queryOptions({
    queryKey: ["logs", "patterns", question],
    queryFn: ({ signal }) => ask<LogPatterns>("patterns", question, signal),
    ...kept,
  });

export const logTableQuery = (question: LogQuestion) =>
  queryOptions({
    queryKey: ["logs", "run", question],
    queryFn: ({ signal }) => ask<LogTable>("run", question, signal),
    ...kept,
  });

/** The lines around an event, by its id. */
export const eventLogsQuery = (shortId: string, eventId: string) =>
  queryOptions({
    queryKey: ["logs", "event", shortId.toUpperCase(), eventId],
    queryFn: ({ signal }) =>
      fetchJson<EventLogs>(`/api/v1/issues/${encodeURIComponent(shortId)}/events/${eventId}/logs`, {
        signal,
      }),
    ...kept,
    placeholderData: undefined,
  });

/** Characters of a message that lists have; patterns look at fewer. */
const listedLength = 4000;

/** The issues that a line has to do with. */
export const lineIssuesQuery = ({ id, project, time, traceId, message }: LogRow) =>
  queryOptions({
    queryKey: ["logs", "line issues", id],
    queryFn: ({ signal }) =>
      ask<LineIssues>(
        "line/issues",
        { project, time, traceId, message: message.slice(0, listedLength) },
        signal,
      ),
    staleTime: 60_000,
    retry: false,
  });

/** The whole of a line, by its permanent name. */
export const logLineQuery = (id: string, time: string | null) =>
  queryOptions({
    queryKey: ["logs", "line", id],
    queryFn: ({ signal }) =>
      fetchJson<LogLineAnswer>(`${root}/line?${new URLSearchParams({ id, ...(time && { time }) })}`, {
        signal,
      }),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });

export type LogContextAsk = Pick<ContextInput, "id" | "time" | "same" | "before" | "after">;

export const logContextQuery = (body: LogContextAsk) =>
  queryOptions({
    queryKey: ["logs", "context", body],
    queryFn: ({ signal }) => ask<LogContext>("context", body, signal),
    ...kept,
  });

/** Values of a field, or with an empty key names of fields. */
export const logValuesQuery = (key: string, prefix: string, project: readonly string[]) =>
  queryOptions({
    queryKey: ["search-values", `log ${key}`, prefix, project],
    queryFn: ({ signal }) => ask<SearchValues>("values", { project, key, prefix }, signal),
    // Values of another field would be wrong here; those of another beginning are narrowed by the menu.
    placeholderData: (before: SearchValues | undefined, query) =>
      query?.queryKey[1] === `log ${key}` ? before : undefined,
    staleTime: 30_000,
    retry: false,
  });

/** The lines, or the rows of a table, as a file. */
export function exportHref(
  question: LogQuestion,
  format: "csv" | "ndjson",
  columns: readonly string[],
): string {
  const params = new URLSearchParams({ format, query: question.query, from: question.from });
  if (question.to !== undefined) params.set("to", question.to);
  if (question.project.length > 0) params.set("project", question.project.join(","));
  if (columns.length > 0) params.set("columns", columns.join(","));
  return `${root}/export?${params}`;
}

import { setImmediate } from "node:timers/promises";
import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { InvalidInputError } from "@/lib/errors";
import { formatShortId, parseShortId } from "@/lib/issues/short-id";
import { csvLine } from "./csv-line";
import { type IssueLocation, locateIssue } from "./locate-issue";
import type { EventExport, ExportFormat } from "./schemas";
import { EventFacts } from "./search/event-facts";
import { matchEvent } from "./search/match-event";
import { type EventQuery, readEventQuery } from "./search/read-event-query";
import { type EventPlace, scanEvents } from "./search/scan-events";

/** Events in memory at a time. */
const PORTION = 100;

const CSV_HEAD = ["id", "time", "received", "level", "release", "environment", "user", "message", "culprit"];

/**
 * All stored events of an issue that fit a query, newest first, as lines that are made while somebody takes them: one
 * portion is in memory, and no connection is held between two. Whoever stops taking ends it.
 * @throws NotFoundError for an unknown issue
 * @throws InvalidInputError for a query that cannot be answered
 */
export async function exportEvents(
  ctx: Context,
  shortId: string,
  { format, query: text, columns }: EventExport,
  now: Date = new Date(),
): Promise<{ fileName: string; contentType: string; lines: AsyncGenerator<string> }> {
  authorize(ctx, "event:read");
  const issue = await locateIssue(ctx, shortId);
  const query = await readEventQuery(text, issue);
  if (query.isHopeless) {
    const [fault] = [...query.report.errors, ...query.report.unknown];
    throw new InvalidInputError(undefined, { query: fault?.message ?? "This query cannot be answered." });
  }
  const prefix = parseShortId(shortId)?.prefix ?? "";
  return {
    fileName: `${formatShortId(prefix, issue.number)}-events.${format}`,
    contentType: TYPES[format],
    lines: format === "csv" ? writeCsv(issue, query, columns, now) : writeJson(issue, query, now),
  };
}

const TYPES: Record<ExportFormat, string> = {
  csv: "text/csv; charset=utf-8; header=present",
  ndjson: "application/x-ndjson; charset=utf-8",
};

async function* writeCsv(
  issue: IssueLocation,
  query: EventQuery,
  columns: readonly string[],
  now: Date,
): AsyncGenerator<string> {
  yield csvLine([...CSV_HEAD, ...columns]);
  for await (const portion of readAll(issue, query, now)) {
    yield portion.map((facts) => csvLine(toCells(facts, columns))).join("");
  }
}

function toCells(facts: EventFacts, columns: readonly string[]): string[] {
  const { id, occurredAt, receivedAt, release, environment, userKey } = facts.record;
  return [
    id,
    occurredAt.toISOString(),
    receivedAt.toISOString(),
    facts.level,
    release,
    environment,
    userKey ?? "",
    facts.summary.title,
    facts.summary.culprit,
    ...columns.map((name) => facts.tags.get(name) ?? ""),
  ];
}

async function* writeJson(issue: IssueLocation, query: EventQuery, now: Date): AsyncGenerator<string> {
  for await (const portion of readAll(issue, query, now)) {
    yield portion.map((facts) => `${JSON.stringify(facts.event)}\n`).join("");
  }
}

async function* readAll(issue: IssueLocation, query: EventQuery, now: Date): AsyncGenerator<EventFacts[]> {
  let place: EventPlace | null = null;
  for (;;) {
    const records = await scanEvents(issue, place, { limit: PORTION, withPayload: true });
    const fitting = records
      .map((record) => new EventFacts(record))
      .filter((facts) => query.isEmpty || matchEvent(query.ast, facts, now));
    if (fitting.length > 0) yield fitting;
    const last = records.at(-1);
    if (last === undefined || records.length < PORTION) return;
    place = { receivedAt: last.receivedAt, seq: last.seq };
    await setImmediate();
  }
}

import { setImmediate as nextTurn } from "node:timers/promises";
import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { NotFoundError } from "@/lib/errors";
import { levelName } from "@/lib/events/level";
import { decodePayload } from "@/lib/events/payload";
import type { IssueStatus } from "@/lib/issues/constants";
import { formatShortId } from "@/lib/issues/short-id";
import { findProjects } from "@/lib/logs/query/open-search";
import { readTime } from "@/lib/logs/query/read-time";
import { findTrace } from "./find-links";
import { matchTemplate } from "./match-template";
import { readPatterns } from "./read-patterns";
import type { LineIssue, LineIssues, LineIssuesInput } from "./schemas";

/** So far from a line the events of its trace are looked for. */
const REACH_MS = 600_000;
/** Issues that had events in those hours, events of one issue on each side of the line, and of all together. */
const MOST_ISSUES = 300;
const MOST_OF_ONE = 20;
const MOST_EVENTS = 200;
const MOST_FOUND = 5;
/** Others have their turn after so many events are unpacked. */
const BREATH = 20;

type Found = Pick<LineIssue, "by" | "eventId"> & { projectId: number; issueId: number };

/**
 * The issues that a line has to do with: those of its project that count the lines of a pattern which it fits, and those of
 * all projects that the reader sees whose events, near it in time, have its trace. Events keep no index of traces, for that
 * would cost ingest: those nearest in time are read.
 * @throws NotFoundError for a project that does not exist for who asks
 */
export async function findLineIssues(
  ctx: Context,
  { project, time, traceId, message }: LineIssuesInput,
): Promise<LineIssues> {
  authorize(ctx, "log:read");
  authorize(ctx, "issue:read");
  const [projectId] = (await findProjects(ctx, [project])).keys();
  if (projectId === undefined) throw new NotFoundError();
  const at = new Date(Number(readTime(time, new Date()) / 1_000_000n));
  const [byPattern, byTrace] = await Promise.all([
    findByPattern(projectId, message),
    traceId === "" ? { found: [], isCut: false } : findByTrace(ctx, traceId, at),
  ]);
  const all = new Map([...byPattern, ...byTrace.found].toReversed().map((one) => [one.issueId, one]));
  const chosen = [...all.values()].toReversed().slice(0, MOST_FOUND);
  return { issues: await describe(chosen), isCut: byTrace.isCut };
}

async function findByPattern(projectId: number, message: string): Promise<Found[]> {
  const folded = message.toLowerCase();
  const fitting = (await readPatterns(projectId)).filter(({ template }) => matchTemplate(template, folded));
  if (fitting.length === 0) return [];
  const { rows } = await pool().query<{ id: number }>(
    "SELECT DISTINCT issue_id AS id FROM issue_hash WHERE project_id = $1 AND hash = ANY ($2)",
    [projectId, fitting.map(({ hash }) => hash)],
  );
  return rows.map(({ id }) => ({ projectId, issueId: id, by: "pattern", eventId: null }));
}

interface EventRow {
  projectId: number;
  issueId: number;
  eventId: string;
  payload: Buffer;
}

async function findByTrace(
  ctx: Context,
  traceId: string,
  at: Date,
): Promise<{ found: Found[]; isCut: boolean }> {
  const { rows } = await pool().query<EventRow>(NEAREST, [
    ctx.actor.projectIds,
    new Date(at.getTime() - REACH_MS),
    at,
    new Date(at.getTime() + REACH_MS),
  ]);
  const wanted = foldTrace(traceId);
  const found: Found[] = [];
  for (const [index, { payload, ...own }] of rows.entries()) {
    if (index % BREATH === BREATH - 1) await nextTurn();
    if (found.some(({ issueId }) => issueId === own.issueId)) continue;
    const trace = findTrace(decodePayload(payload));
    if (trace !== null && foldTrace(trace) === wanted) found.push({ ...own, by: "trace" });
  }
  return { found, isCut: rows.length === MOST_EVENTS };
}

/** UUIDs are written with and without dashes. */
function foldTrace(id: string): string {
  return id.toLowerCase().replaceAll("-", "");
}

/**
 * The events nearest to a time: the hours say which issues had any (by counters), and the events of each are read by their
 * order of arrival.
 */
const NEAREST = `
  WITH active AS MATERIALIZED (
    SELECT DISTINCT s.project_id, s.issue_id FROM issue_stat s
     WHERE ($1::int[] IS NULL OR s.project_id = ANY ($1))
       AND s.bucket >= date_trunc('hour', $2::timestamptz) AND s.bucket <= $4
     LIMIT ${MOST_ISSUES}
  )
  SELECT near.project_id AS "projectId", near.issue_id AS "issueId", replace(near.id::text, '-', '') AS "eventId", near.payload
    FROM active a
   CROSS JOIN LATERAL (
     (SELECT e.* FROM event e
       WHERE e.project_id = a.project_id AND e.issue_id = a.issue_id AND e.received_at >= $2 AND e.received_at <= $3
       ORDER BY e.received_at DESC, e.seq DESC LIMIT ${MOST_OF_ONE})
     UNION ALL
     (SELECT e.* FROM event e
       WHERE e.project_id = a.project_id AND e.issue_id = a.issue_id AND e.received_at > $3 AND e.received_at <= $4
       ORDER BY e.received_at, e.seq LIMIT ${MOST_OF_ONE})) AS near
   ORDER BY abs(extract(epoch FROM near.received_at - $3)), near.seq LIMIT ${MOST_EVENTS}`;

async function describe(found: readonly Found[]): Promise<LineIssue[]> {
  if (found.length === 0) return [];
  const { rows } = await pool().query<{
    at: number;
    prefix: string;
    number: number;
    type: string;
    message: string;
    level: number;
    status: IssueStatus;
  }>(
    // Events of an issue that was merged are those of the one that it went into.
    `SELECT t.at, p.short_prefix AS prefix, i.short_id AS number, i.type, left(i.message, 300) AS message, i.level, i.status
       FROM unnest($1::int[], $2::bigint[]) WITH ORDINALITY AS t (project_id, issue_id, at)
       JOIN issue own ON own.project_id = t.project_id AND own.id = t.issue_id
       JOIN issue i ON i.project_id = own.project_id AND i.id = coalesce(own.merged_into, own.id)
       JOIN project p ON p.id = i.project_id
      ORDER BY t.at`,
    [found.map(({ projectId }) => projectId), found.map(({ issueId }) => issueId)],
  );
  const issues = new Map<string, LineIssue>();
  for (const { at, prefix, number, level, ...row } of rows) {
    const shortId = formatShortId(prefix, number);
    const { by = "trace", eventId = null } = found[at - 1] ?? {};
    if (!issues.has(shortId)) issues.set(shortId, { ...row, shortId, level: levelName(level), by, eventId });
  }
  return [...issues.values()];
}

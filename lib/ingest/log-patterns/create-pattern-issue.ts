import type { PoolClient } from "pg";
import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { pipeline, startWriting, together } from "@/lib/db/pipeline";
import { ConflictError, InvalidInputError } from "@/lib/errors";
import { hashStrings } from "@/lib/grouping/hash-strings";
import { assignIssues, readLinks } from "@/lib/ingest/digest/assign-issues";
import { insertEvents } from "@/lib/ingest/digest/insert-events";
import { lockNames } from "@/lib/ingest/digest/lock-names";
import { updateCounters } from "@/lib/ingest/digest/update-counters";
import { formatShortId } from "@/lib/issues/short-id";
import { findLine } from "@/lib/logs/query/find-line";
import { writeFilter } from "@/lib/logs/query/find-patterns";
import { maskMessage } from "@/lib/logs/query/mask-message";
import type { Asking } from "@/lib/logs/query/open-search";
import type { LogRow } from "@/lib/logs/schemas";
import { isParticular, matchTemplate, readTemplate, writeTitle } from "@/lib/logs/issues/match-template";
import type { LinePattern } from "@/lib/logs/issues/read-patterns";
import { prepareLine } from "./prepare-line";
import type { CreatePatternIssueInput, PatternIssue } from "@/lib/logs/issues/schemas";

/** Patterns that a project counts at once. */
const MOST = 50;
/** Characters of a message that make its pattern, as when patterns are found. */
const HEAD = 1000;
const CROWDED =
  "Too many issues were opened in this project just now. Nothing was changed. Try again in a minute.";

/**
 * Makes an issue of the pattern of a line, whose first event that line is. From then on each new line that fits counts as an
 * event of it. Asked again it gives the same issue.
 * @throws NotFoundError when the line is gone, or of somebody else
 * @throws InvalidInputError for a pattern that the line does not fit, or that nearly every line fits
 * @throws ConflictError when the project has enough of them, or nobody wants to see this one again
 */
export async function createPatternIssue(
  ctx: Context,
  { id, time, pattern }: CreatePatternIssueInput,
  asking: Asking = {},
): Promise<PatternIssue> {
  authorize(ctx, "log:write");
  authorize(ctx, "issue:write");
  const { search, line } = await findLine(ctx, time === undefined ? { id } : { id, time }, asking, "whole");
  const projectId = [...search.projects].find(([, slug]) => slug === line.project)?.[0] ?? -1;
  const made = { projectId, ...readPattern(line, pattern) };
  const now = new Date();
  return pipeline(async (db) => {
    const event = prepareLine(made, line, now);
    await db.query("BEGIN");
    // Two people may press the same button: patterns of a project are made one after the other.
    await lockNames(db, "hash", [`log patterns of ${projectId}`]);
    const [links, count] = await together([readLinks(db, [event]), countPatterns(db, projectId)]);
    const known = links.get(`${projectId}/${made.hash}`);
    if (known === 0)
      throw new ConflictError(
        "This pattern was deleted and discarded in this project. Take it back among the discarded issues first.",
      );
    if (known !== undefined) {
      const isWatched = await insertPattern(db, made, now, ctx);
      if (isWatched && count >= MOST) throw tooMany();
      await db.query("COMMIT");
      return { shortId: await readShortId(db, projectId, known), isNew: false };
    }
    if (count >= MOST) throw tooMany();
    const writing = startWriting();
    const stored = await assignIssues(db, [event], links, writing);
    writing.add(insertEvents(db, stored));
    const remember = updateCounters(db, stored, writing);
    await writing.done();
    // Beyond the limit of new issues it went elsewhere, and its hash leads nowhere.
    const linked = (await readLinks(db, [event])).get(`${projectId}/${made.hash}`);
    if (!linked) throw new ConflictError(CROWDED);
    await insertPattern(db, made, now, ctx);
    await db.query("COMMIT");
    remember();
    return { shortId: await readShortId(db, projectId, linked), isNew: true };
  });
}

function tooMany(): ConflictError {
  return new ConflictError(
    `A project counts at most ${MOST} patterns. Delete the issue of one that is no longer needed.`,
  );
}

/** What is to be counted: the pattern that was seen, or that of the line alone. @throws InvalidInputError */
function readPattern(
  { message }: LogRow,
  given: CreatePatternIssueInput["pattern"],
): Omit<LinePattern, "projectId"> {
  const parts = given?.parts ?? maskMessage(message.slice(0, HEAD));
  const filter = given?.filter ?? writeFilter(parts, message.length > HEAD);
  const read = readTemplate(filter);
  if (read === null)
    throw new InvalidInputError("This is no pattern of messages.", { pattern: "Choose another one." });
  if (!isParticular(read.template))
    throw new InvalidInputError(
      "Too little of this pattern is fixed: it would count lines that have nothing to do with each other.",
    );
  if (!matchTemplate(read.template, message.toLowerCase()))
    throw new InvalidInputError("The line does not fit this pattern. Reload the patterns and try again.");
  return { hash: hashStrings(["log-pattern ", filter.toLowerCase()]), filter, title: writeTitle(parts) };
}

async function countPatterns(db: PoolClient, projectId: number): Promise<number> {
  // Those whose issue was deleted or expired are over.
  await db.query(
    `DELETE FROM log_pattern_issue p WHERE p.project_id = $1
        AND NOT EXISTS (SELECT FROM issue_hash h WHERE h.project_id = p.project_id AND h.hash = p.hash)`,
    [projectId],
  );
  const { rows } = await db.query<{ count: number }>(
    "SELECT count(*)::int AS count FROM log_pattern_issue WHERE project_id = $1",
    [projectId],
  );
  return rows[0]?.count ?? 0;
}

/** Whether it was not there before. */
async function insertPattern(
  db: PoolClient,
  pattern: LinePattern,
  now: Date,
  ctx: Context,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `INSERT INTO log_pattern_issue (project_id, hash, filter, title, since, last_event_at, created_by)
     VALUES ($1, $2, $3, $4, $5, $5, $6) ON CONFLICT DO NOTHING`,
    [pattern.projectId, pattern.hash, pattern.filter, pattern.title, now, ctx.actor.userId],
  );
  return rowCount === 1;
}

async function readShortId(db: PoolClient, projectId: number, issueId: number): Promise<string> {
  const { rows } = await db.query<{ prefix: string; number: number }>(
    `SELECT p.short_prefix AS prefix, i.short_id AS number FROM issue i JOIN project p ON p.id = i.project_id
      WHERE i.project_id = $1 AND i.id = $2`,
    [projectId, issueId],
  );
  return formatShortId(rows[0]?.prefix ?? "", rows[0]?.number ?? 0);
}

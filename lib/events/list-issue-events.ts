import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { InvalidInputError } from "@/lib/errors";
import { levelName } from "./level";
import { locateIssue } from "./locate-issue";
import { type EventPage, eventPageLimit } from "./schemas";

/** With a hash, so many events are looked at for one page; when they are not enough, the page is short and goes on there. */
const LOOKED_AT = 10_000;

type Row = {
  id: string;
  receivedAt: Date;
  occurredAt: Date;
  seq: number;
  level: number;
  release: string;
  environment: string;
  userKey: string | null;
};

/**
 * The events of an issue, newest first, 50 to a page; with `hash` those that were grouped by it, whose pages may be
 * shorter, even empty, while there are more. `cursor` is the `nextCursor` of the page before.
 * @throws NotFoundError for an unknown issue
 * @throws InvalidInputError for a cursor that no page gave
 */
export async function listIssueEvents(
  ctx: Context,
  shortId: string,
  { cursor, hash }: { cursor?: string; hash?: string } = {},
): Promise<EventPage> {
  authorize(ctx, "event:read");
  const { projectId, issueId } = await locateIssue(ctx, shortId);
  const after = cursor === undefined ? null : readCursor(cursor);
  const place = [projectId, issueId, after?.receivedAt ?? null, after?.seq ?? null];
  const { rows } = await pool().query<Row>(
    `SELECT replace(id::text, '-', '') AS id, received_at AS "receivedAt", occurred_at AS "occurredAt", seq, level,
            release, environment, user_key AS "userKey"
     FROM ${hash === undefined ? "event" : `(SELECT * FROM event ${FROM_PLACE} LIMIT ${LOOKED_AT}) AS looked`}
     ${hash === undefined ? FROM_PLACE : "WHERE hash = $6 ORDER BY received_at DESC, seq DESC"} LIMIT $5`,
    [...place, eventPageLimit + 1, ...(hash === undefined ? [] : [hash])],
  );
  const shown = rows.slice(0, eventPageLimit);
  let last: Pick<Row, "receivedAt" | "seq"> | undefined =
    rows.length > shown.length ? shown.at(-1) : undefined;
  if (hash !== undefined && !last) last = await readEdge(place);
  return {
    rows: shown.map((row) => ({
      id: row.id,
      receivedAt: row.receivedAt.toISOString(),
      occurredAt: row.occurredAt.toISOString(),
      level: levelName(row.level),
      release: row.release || null,
      environment: row.environment || null,
      user: row.userKey,
    })),
    nextCursor: last ? `${last.receivedAt.getTime()}-${last.seq}` : null,
  };
}

/** What is not newer than a place in the list, newest first. */
const FROM_PLACE = `WHERE project_id = $1 AND issue_id = $2
       AND ($3::timestamptz IS NULL OR (received_at <= $3 AND (received_at, seq) < ($3, $4)))
     ORDER BY received_at DESC, seq DESC`;

/** The last event that was looked at for a hash, when there are older ones. */
async function readEdge(place: unknown[]): Promise<Pick<Row, "receivedAt" | "seq"> | undefined> {
  const { rows } = await pool().query<Pick<Row, "receivedAt" | "seq">>(
    `SELECT received_at AS "receivedAt", seq FROM event ${FROM_PLACE} OFFSET ${LOOKED_AT - 1} LIMIT 2`,
    place,
  );
  return rows.length > 1 ? rows[0] : undefined;
}

/** Ten thousand years of milliseconds and a counter: both whole numbers, both harmless. */
function readCursor(cursor: string): { receivedAt: Date; seq: number } {
  const [, milliseconds, seq] = /^(\d{1,14})-(\d{1,15})$/.exec(cursor) ?? [];
  if (milliseconds === undefined) {
    throw new InvalidInputError("This list cannot be continued from here. Open it again.", {
      cursor: "Not a place in this list.",
    });
  }
  return { receivedAt: new Date(Number(milliseconds)), seq: Number(seq) };
}

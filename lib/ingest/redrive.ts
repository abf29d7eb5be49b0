import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { type DeadLetterChoice, deadLetterBatchLimit, type RedriveResult } from "@/lib/dead-letters/schemas";
import { findProject } from "@/lib/projects/find-project";
import { digest } from "./digest";
import type { PreparedEvent } from "./prepared-event";
import { noteFailure } from "./redrive/note-failure";
import { type DeadLetter, readLetters } from "./redrive/read-letters";
import { takeOut } from "./redrive/take-out";
import { isAboutContent } from "./refusal";
import { decodeEvent } from "./spool/decode-event";

const BATCH = 50;

type Tally = Omit<RedriveResult, "left">;

/** Somebody else stored or deleted some of these letters meanwhile. */
class GoneError extends Error {}

/**
 * Tries again to store dead letters, at most 1,000 in one go, those first that were not tried for longest. A letter
 * that is stored leaves the table and moves from `dead_letter` to `accepted` (or `duplicate`) in the counters, in the
 * transaction that stores it, so that received stays the sum of all outcomes. One that fails stays, with the reason.
 * @throws NotFoundError, and what the database says when the trouble is not with the events
 */
export async function redriveDeadLetters(
  ctx: Context,
  { slug, choice }: { slug: string; choice: DeadLetterChoice },
): Promise<RedriveResult> {
  authorize(ctx, "event:write");
  const { id } = await findProject(ctx, slug);
  const { eventIds, left } = await chooseLetters(id, choice);
  const tally: Tally = { stored: 0, duplicates: 0, failed: 0 };
  for (let start = 0; start < eventIds.length; start += BATCH) {
    await redriveBatch(id, eventIds.slice(start, start + BATCH), tally);
  }
  return { ...tally, left };
}

async function chooseLetters(projectId: number, choice: DeadLetterChoice) {
  const { rows } = await pool().query<{ eventId: string; total: number }>(
    `SELECT replace(event_id::text, '-', '') AS "eventId", count(*) OVER () AS total
       FROM dead_letter
      WHERE project_id = $1 AND ($2::uuid[] IS NULL OR event_id = ANY($2))
      ORDER BY last_tried_at, event_id LIMIT $3`,
    [projectId, "all" in choice ? null : choice.eventIds, deadLetterBatchLimit],
  );
  return { eventIds: rows.map(({ eventId }) => eventId), left: (rows[0]?.total ?? 0) - rows.length };
}

/** Stores a batch at once; what is refused for its content is then tried one by one. */
async function redriveBatch(projectId: number, eventIds: string[], tally: Tally): Promise<void> {
  const letters = await readLetters(projectId, eventIds);
  const [readable, unreadable] = decodeAll(letters);
  for (const { letter, error } of unreadable) {
    await noteFailure(letter, error);
    tally.failed++;
  }
  if (readable.length === 0) return;
  try {
    const own = readable.map(({ letter }) => letter);
    const outcomes = await digest(
      readable.map(({ event }) => event),
      {
        also: async (db) => {
          if ((await takeOut(db, own)) < own.length) throw new GoneError();
        },
      },
    );
    const duplicates = outcomes.filter((outcome) => outcome === "duplicate").length;
    tally.duplicates += duplicates;
    tally.stored += outcomes.filter((outcome) => outcome === "accepted").length;
  } catch (error) {
    const ids = readable.map(({ letter }) => letter.eventId);
    if (error instanceof GoneError) return redriveBatch(projectId, ids, tally);
    const [first, ...others] = readable;
    if (!first || !isAboutContent(error)) throw error;
    if (others.length === 0) {
      await noteFailure(first.letter, error);
      tally.failed++;
    } else for (const id of ids) await redriveBatch(projectId, [id], tally);
  }
}

type Readable = { letter: DeadLetter; event: PreparedEvent };
type Unreadable = { letter: DeadLetter; error: unknown };

/** The events of the letters. What the row says about them counts, not what the record says. */
function decodeAll(letters: DeadLetter[]): [Readable[], Unreadable[]] {
  const readable: Readable[] = [];
  const unreadable: Unreadable[] = [];
  for (const letter of letters) {
    try {
      const { projectId, keyId, eventId, receivedAt } = letter;
      const { event } = decodeEvent(letter.record);
      readable.push({ letter, event: { ...event, projectId, keyId, eventId, receivedAt } });
    } catch (error) {
      unreadable.push({ letter, error });
    }
  }
  return [readable, unreadable];
}

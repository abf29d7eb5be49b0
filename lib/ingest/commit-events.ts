import { bury } from "./dead-letter";
import { digest } from "./digest";
import { isAboutContent, sqlStateOf } from "./refusal";
import type { SpooledEvent } from "./spool/spooled-event";

const MAX_TRIES = 3;
/** Serialisation failure and deadlock: the same again may well succeed. */
const PASSING = ["40001", "40P01"];

/**
 * Makes events durable in Postgres. A batch that is refused for its content is halved until the event in question
 * stands alone and goes to the dead letters; the others are stored. Throws what concerns every event alike: the database
 * is away, slow, full or takes no writes; some of the events may have been stored all the same.
 */
export async function commitEvents(records: SpooledEvent[]): Promise<void> {
  if (records.length === 0) return;
  try {
    await tryToDigest(records);
  } catch (error) {
    if (!isAboutContent(error)) throw error;
    const [first, ...others] = records;
    if (first && others.length === 0) return bury(first.event, error, first);
    const middle = Math.ceil(records.length / 2);
    await commitEvents(records.slice(0, middle));
    await commitEvents(records.slice(middle));
  }
}

async function tryToDigest(records: SpooledEvent[]): Promise<void> {
  const retried = new Set(records.filter(({ isRetry }) => isRetry).map(({ event }) => event));
  for (let tries = 1; ; tries++) {
    try {
      await digest(
        records.map(({ event }) => event),
        { isRetry: (event) => retried.has(event) },
      );
      return;
    } catch (error) {
      if (tries === MAX_TRIES || !PASSING.includes(sqlStateOf(error))) throw error;
    }
  }
}

import { pool } from "@/lib/db/pool";

/** Texts in one transaction: short enough that nobody waits for a row of it. */
const PORTION = 500;
/** A search reads so many one by one in some 50 ms; beyond them they are indexed however busy ingest is. */
const MOST_WAITING = 20_000;
/** New issues between two looks: more are a storm. */
const STORM = 200;

/**
 * A round of bringing texts of new issues into the trigram index, to be called every few seconds. While issues come
 * in a storm they wait, at most 20,000 of them: indexing costs as much as half the rest of a new issue, and ingest needs the
 * machine now. Any number of processes can be at it.
 */
export function indexTexts(): (signal?: AbortSignal) => Promise<number> {
  let before: number | undefined;
  return async (signal) => {
    const waiting = await countWaiting();
    const isStorm = before !== undefined && waiting - before > STORM;
    let indexed = 0;
    if (!isStorm || waiting >= MOST_WAITING) {
      for (let found = PORTION; found === PORTION; indexed += found) {
        if (signal?.aborted) break;
        found = await indexPortion();
      }
    }
    before = waiting - indexed;
    return indexed;
  };
}

/** As far as it matters. */
async function countWaiting(): Promise<number> {
  const { rows } = await pool().query<{ waiting: number }>(
    `SELECT count(*)::int AS waiting FROM (SELECT FROM issue_text WHERE NOT is_indexed LIMIT ${MOST_WAITING}) AS some_texts`,
  );
  return rows[0]?.waiting ?? 0;
}

async function indexPortion(): Promise<number> {
  // What somebody deletes or merges just now is left for the next round.
  const { rowCount } = await pool().query(
    `UPDATE issue_text t SET is_indexed = true
       FROM (SELECT project_id, issue_id FROM issue_text WHERE NOT is_indexed
              ORDER BY project_id, issue_id LIMIT ${PORTION} FOR UPDATE SKIP LOCKED) AS next
      WHERE t.project_id = next.project_id AND t.issue_id = next.issue_id`,
  );
  return rowCount ?? 0;
}

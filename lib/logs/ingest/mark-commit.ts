import type { PoolClient } from "pg";

const COMMIT_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** Should nobody commit any more, the rest is left to retention. */
const MAX_SETTLED = 100;

/** Commits that were answered, and of which no chunk tells. */
let settled: string[] = [];

/**
 * Writes the row that says that this transaction was committed, and takes away those that nobody will ask for: there is
 * about one row for each process that stores lines.
 */
export async function markCommit(db: PoolClient, id: string): Promise<void> {
  const gone = settled;
  settled = [];
  await db.query({
    name: "mark-log-commit",
    text: `
      WITH gone AS (DELETE FROM log_commit WHERE id = ANY ($2::uuid[]))
      INSERT INTO log_commit (id) VALUES ($1::uuid)`,
    values: [id, gone],
  });
}

/** Says that a commit was answered before any chunk or note took its id with it: its row is not needed any more. */
export function settleCommit(id: string | undefined): void {
  if (id !== undefined && settled.length < MAX_SETTLED) settled.push(id);
}

/** Whether a chunk's attempt is an id: spools of earlier versions hold numbers of transactions, which prove nothing. */
export function isCommitId(attempt: string): boolean {
  return COMMIT_ID.test(attempt);
}

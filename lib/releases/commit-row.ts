import { commitUrl } from "./commit-url";
import type { ReleaseCommit } from "./schemas";

/** A commit as the database gives it. */
export type CommitRow = Omit<ReleaseCommit, "committedAt" | "url"> & { committedAt: Date | null };

/** The columns of a `CommitRow`, of a table called `c`. */
export const commitColumns = `c.id, c.repository, c.author_name AS "authorName", c.author_email AS "authorEmail",
  c.message, c.committed_at AS "committedAt", cardinality(c.files) AS "fileCount"`;

/** A commit as pages show it. */
export function toCommit({ committedAt, ...row }: CommitRow): ReleaseCommit {
  return { ...row, committedAt: committedAt?.toISOString() ?? null, url: commitUrl(row.repository, row.id) };
}

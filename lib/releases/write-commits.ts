import type { PoolClient } from "pg";
import type { CommitInput } from "./schemas";

/** Puts commits, newest first, in the place of those that the release had. The release's row is held by the caller. */
export async function writeCommits(
  db: PoolClient,
  { projectId, version }: { projectId: number; version: string },
  commits: readonly CommitInput[],
): Promise<void> {
  await db.query("DELETE FROM release_commit WHERE project_id = $1 AND version = $2", [projectId, version]);
  const rows = commits.map((commit, position) => ({
    position,
    id: clean(commit.id),
    repository: clean(commit.repository),
    author_name: clean(commit.authorName),
    author_email: clean(commit.authorEmail),
    message: clean(commit.message),
    committed_at: commit.committedAt ?? null,
    files: commit.files.map(clean),
  }));
  await db.query(
    `INSERT INTO release_commit (project_id, version, position, id, repository, author_name, author_email, message,
                                 committed_at, files)
     SELECT $1, $2, position, id, repository, author_name, author_email, message, committed_at, files
       FROM jsonb_to_recordset($3::jsonb)
            AS t (position int, id text, repository text, author_name text, author_email text, message text,
                  committed_at timestamptz, files text[])`,
    [projectId, version, JSON.stringify(rows)],
  );
}

/** Postgres knows no NUL and no half of a character. */
function clean(text: string | null | undefined): string | null {
  return text ? text.replaceAll("\0", "\u{FFFD}").toWellFormed() : null;
}

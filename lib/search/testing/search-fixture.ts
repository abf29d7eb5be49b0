import { pool } from "@/lib/db/pool";
import { insertIssue } from "@/lib/testing/insert-issue";
import { parseShortId } from "@/lib/issues/short-id";

/** What `insertIssue` does not set. */
export type SearchSeed = Parameters<typeof insertIssue>[1] & {
  culprit?: string;
  platform?: string;
  isUnhandled?: boolean;
  firstRelease?: string;
  lastRelease?: string;
  /** The frames as `writeStackText` writes them. */
  stack?: string;
  tags?: Record<string, string | Record<string, number>>;
};

/** Inserts an issue with its tags and frames as ingestion leaves them, and returns its short id. */
export async function seedIssue(projectId: number, seed: SearchSeed = {}): Promise<string> {
  const shortId = await insertIssue(projectId, seed);
  const number = parseShortId(shortId)?.number;
  const { rows } = await pool().query<{ id: number }>(
    `UPDATE issue SET culprit = $3, platform = $4, is_unhandled = $5, first_release = $6, last_release = $7
      WHERE project_id = $1 AND short_id = $2 RETURNING id`,
    [
      projectId,
      number,
      seed.culprit ?? "",
      seed.platform ?? "node",
      seed.isUnhandled ?? false,
      seed.firstRelease ?? null,
      seed.lastRelease ?? null,
    ],
  );
  const id = rows[0]?.id;
  if (seed.stack !== undefined) {
    await pool().query(
      "UPDATE issue_text SET text = text || E'\\n' || $3 WHERE project_id = $1 AND issue_id = $2",
      [projectId, id, seed.stack],
    );
  }
  for (const [key, value] of Object.entries(seed.tags ?? {})) {
    await pool().query("INSERT INTO tag_key VALUES ($1, $2) ON CONFLICT DO NOTHING", [projectId, key]);
    const counts = typeof value === "string" ? { [value]: 1 } : value;
    for (const [one, count] of Object.entries(counts)) {
      await pool().query("INSERT INTO issue_tag VALUES ($1, $2, $3, $4, $5, now())", [
        projectId,
        id,
        key,
        one,
        count,
      ]);
    }
  }
  return shortId;
}

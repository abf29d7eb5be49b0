import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { findProject } from "@/lib/projects/find-project";
import { type DiscardedList, discardLimit } from "./schemas";

type Row = { title: string; hashes: string[]; at: Date; by: string | null };

/** What of a project is counted and not stored, newest first, at most 500 issues. @throws NotFoundError */
export async function listDiscarded(ctx: Context, { slug }: { slug: string }): Promise<DiscardedList> {
  authorize(ctx, "project:read");
  const { id } = await findProject(ctx, slug);
  const { rows } = await pool().query<Row>(
    `SELECT d.title, array_agg(d.hash ORDER BY d.hash) AS hashes, d.discarded_at AS at, u.name AS by
       FROM discarded_hash d LEFT JOIN app_user u ON u.id = d.discarded_by
      WHERE d.project_id = $1
      GROUP BY d.title, d.discarded_at, u.name
      ORDER BY d.discarded_at DESC, d.title LIMIT $2`,
    [id, discardLimit],
  );
  return { discarded: rows.map((row) => ({ ...row, at: row.at.toISOString() })) };
}

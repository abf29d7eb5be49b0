import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { findProject } from "@/lib/projects/find-project";
import { listUses } from "./list-uses";
import type { LookupRow, Lookups } from "./schemas";

type Row = Omit<LookupRow, "updatedAt" | "usedBy"> & { updatedAt: Date };

/** The tables of a project by name, and what uses them. @throws NotFoundError */
export async function listLookups(ctx: Context, { slug }: { slug: string }): Promise<Lookups> {
  authorize(ctx, "log:read");
  const { id } = await findProject(ctx, slug);
  const [{ rows }, uses] = await Promise.all([
    pool().query<Row>(
      `SELECT l.name, l.columns, l.rows, octet_length(l.body) AS bytes, l.updated_at AS "updatedAt",
              u.name AS "updatedBy"
         FROM log_lookup l LEFT JOIN app_user u ON u.id = l.updated_by
        WHERE l.project_id = $1 ORDER BY l.name`,
      [id],
    ),
    listUses(ctx, { id, slug }),
  ]);
  const usersOf = (name: string, kind: "charts" | "searches") =>
    uses.filter((use) => use.kind === kind && use.tables.includes(name)).map(({ title }) => title);
  return {
    lookups: rows.map(({ updatedAt, ...row }) => ({
      ...row,
      updatedAt: updatedAt.toISOString(),
      usedBy: { charts: usersOf(row.name, "charts"), searches: usersOf(row.name, "searches") },
    })),
  };
}

import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { findProject } from "@/lib/projects/find-project";
import { findLookup } from "./find-lookup";
import type { LookupPreview } from "./schemas";

/** Rows that a preview shows. */
const SHOWN = 20;

/** The first rows of a table. @throws NotFoundError */
export async function previewLookup(
  ctx: Context,
  { slug, name }: { slug: string; name: string },
): Promise<LookupPreview> {
  authorize(ctx, "log:read");
  const { id } = await findProject(ctx, slug);
  const { columns, rows } = await findLookup(id, name);
  return { columns, rows: rows.slice(0, SHOWN), total: rows.length };
}

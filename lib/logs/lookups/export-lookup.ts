import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { csvLine } from "@/lib/events/csv-line";
import { findProject } from "@/lib/projects/find-project";
import { findLookup } from "./find-lookup";

/** A whole table as CSV that a spreadsheet can open: no cell of it is run as a formula. @throws NotFoundError */
export async function exportLookup(
  ctx: Context,
  { slug, name }: { slug: string; name: string },
): Promise<string> {
  authorize(ctx, "log:read");
  const { id } = await findProject(ctx, slug);
  const { columns, rows } = await findLookup(id, name);
  return [columns, ...rows].map(csvLine).join("");
}

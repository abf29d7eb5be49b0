import { randomUUID } from "node:crypto";
import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { transaction } from "@/lib/db/transaction";
import { chooseSlug, slugOf } from "@/lib/projects/choose-slug";
import type { TeamInput } from "./schemas";

/** Creates a team without people. Its slug follows from the name and stays; a taken one gets a number. */
export async function createTeam(ctx: Context, { name }: TeamInput): Promise<{ id: string; slug: string }> {
  authorize(ctx, "team:write");
  const { organizationId } = ctx.actor;
  return transaction(async (db) => {
    // Whoever creates a team at the same moment waits, and sees the slug that was just taken.
    await db.query("SELECT FROM organization WHERE id = $1 FOR UPDATE", [organizationId]);
    const { rows } = await db.query<{ slug: string }>("SELECT slug FROM team WHERE organization_id = $1", [
      organizationId,
    ]);
    const slug = chooseSlug(slugOf(name), new Set(rows.map((row) => row.slug)));
    const id = randomUUID();
    await db.query("INSERT INTO team (id, organization_id, slug, name) VALUES ($1, $2, $3, $4)", [
      id,
      organizationId,
      slug,
      name,
    ]);
    return { id, slug };
  });
}

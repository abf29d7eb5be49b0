import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { NotFoundError } from "@/lib/errors";
import type { TeamInput } from "./schemas";

/** Gives a team another name; its slug stays, because rules and queries name it. @throws NotFoundError */
export async function renameTeam(ctx: Context, id: string, { name }: TeamInput): Promise<void> {
  authorize(ctx, "team:write");
  const { rowCount } = await pool().query(
    "UPDATE team SET name = $3 WHERE id = $2 AND organization_id = $1",
    [ctx.actor.organizationId, id, name],
  );
  if (rowCount === 0) throw new NotFoundError();
}

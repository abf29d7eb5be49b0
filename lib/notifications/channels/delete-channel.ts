import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { findChannel } from "./find-channel";

/** Deletes a channel; what was on its way to it is dropped, and rules that named it tell it nothing more. @throws NotFoundError */
export async function deleteChannel(ctx: Context, id: string): Promise<void> {
  authorize(ctx, "channel:write");
  await findChannel(ctx, id);
  await pool().query("DELETE FROM channel WHERE id = $1", [id]);
}

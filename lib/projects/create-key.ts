import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { findProject } from "./find-project";
import { insertKey, type NewKey } from "./insert-key";
import { type CreateKeyInput, createKeySchema } from "./schemas";

/** Adds a key to a project. @throws NotFoundError */
export async function createKey(
  ctx: Context,
  { slug, ...input }: { slug: string } & CreateKeyInput,
): Promise<NewKey> {
  authorize(ctx, "key:write");
  const { name } = createKeySchema.parse(input);
  const { id } = await findProject(ctx, slug);
  return insertKey(pool(), id, { name });
}

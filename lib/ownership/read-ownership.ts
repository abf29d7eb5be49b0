import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { findOwnership } from "./find-ownership";
import type { OwnershipView } from "./schemas";

/** Who owns what of a project, as it is written. @throws NotFoundError */
export async function readOwnership(ctx: Context, { slug }: { slug: string }): Promise<OwnershipView> {
  authorize(ctx, "ownership:read");
  const { rules, codeowners, version, isAutoAssigning } = await findOwnership(ctx, slug);
  return { rules, codeowners, version, isAutoAssigning };
}

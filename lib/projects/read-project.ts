import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { findProject } from "./find-project";
import type { Project } from "./schemas";

/** One project by its slug. @throws NotFoundError */
export async function readProject(ctx: Context, { slug }: { slug: string }): Promise<Project> {
  authorize(ctx, "project:read");
  return findProject(ctx, slug);
}

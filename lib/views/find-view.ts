import type { PoolClient } from "pg";
import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { ForbiddenError, NotFoundError } from "@/lib/errors";
import type { ViewSubject } from "./constants";

export type ViewRow = {
  id: string;
  userId: string;
  isShared: boolean;
  name: string;
  subject: ViewSubject;
  address: string;
};

/** A view is its owner's affair; one that is shared is an admin's, too. */
export function mayChange(ctx: Context, { userId, isShared }: Pick<ViewRow, "userId" | "isShared">): boolean {
  const { role, userId: self } = ctx.actor;
  return userId === self || (isShared && (role === "owner" || role === "admin"));
}

/** What is shared is work, and needs a role that may; what only its owner sees is that person's own. */
export function authorizeView(ctx: Context, isShared: boolean): void {
  authorize(ctx, isShared ? "view:write" : "account:write");
}

/**
 * Locks a view that the actor is about to change.
 * @throws NotFoundError for one of another organization, or another person's private one
 * @throws ForbiddenError for a shared one of somebody else
 */
export async function lockView(ctx: Context, client: PoolClient, id: string): Promise<ViewRow> {
  const { userId, organizationId } = ctx.actor;
  const { rows } = await client.query<ViewRow>(
    `SELECT id, user_id AS "userId", is_shared AS "isShared", name, subject, address FROM saved_view
      WHERE id = $1 AND organization_id = $2 AND (is_shared OR user_id = $3) FOR UPDATE`,
    [id, organizationId, userId],
  );
  const view = rows[0];
  if (view === undefined) throw new NotFoundError("This view is no longer here. It may have been deleted.");
  if (!mayChange(ctx, view)) {
    throw new ForbiddenError("This view is somebody else's. Save it under a name of your own to change it.");
  }
  authorizeView(ctx, view.isShared);
  return view;
}

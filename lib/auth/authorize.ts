import type { Context, Role } from "@/lib/context";
import { ForbiddenError } from "@/lib/errors";

type Noun = "project" | "key" | "issue" | "event" | "account" | "server";

/** What somebody wants to do with a kind of thing. */
export type Action = `${Noun}:${"read" | "write"}`;

/** The thing itself, as far as it is known before the database was asked. */
export type Resource = { projectId?: number };

const permissions: Record<Role, (action: Action, resource: Resource) => boolean> = {
  owner: () => true,
  admin: () => true,
  member: (action) => action.endsWith(":read") || action === "issue:write" || action === "account:write",
  viewer: (action) => action.endsWith(":read") || action === "account:write",
};

/**
 * The one place that decides who may do what. Every verb calls it before anything else.
 * @throws ForbiddenError
 */
export function authorize(ctx: Context, action: Action, resource: Resource = {}): void {
  if (!permissions[ctx.actor.role](action, resource)) throw new ForbiddenError();
}

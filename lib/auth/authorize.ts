import type { Context, Role } from "@/lib/context";
import { ForbiddenError } from "@/lib/errors";

type Noun =
  | "project"
  | "key"
  | "grouping"
  | "ownership"
  | "issue"
  | "comment"
  /** What an issue is to one person: bookmark, subscription. */
  | "mark"
  | "view"
  | "event"
  | "release"
  | "environment"
  | "log"
  | "listener"
  | "alert"
  | "channel"
  | "member"
  | "team"
  | "invitation"
  | "account"
  | "server";

/** What somebody wants to do with a kind of thing. */
export type Action = `${Noun}:${"read" | "write"}`;

/** The thing itself, as far as it is known before the database was asked. */
export type Resource = { projectId?: number };

/** What nobody but owners and admins may look at. */
const guarded: readonly Action[] = ["server:read", "invitation:read"];

const ownAffairs: readonly Action[] = ["account:write", "mark:write"];

const work: readonly Action[] = [
  "issue:write",
  "comment:write",
  "view:write",
  "grouping:write",
  "ownership:write",
  "release:write",
  "log:write",
  "alert:write",
];

function isOpen(action: Action): boolean {
  return action.endsWith(":read") && !guarded.includes(action);
}

const permissions: Record<Role, (action: Action, resource: Resource) => boolean> = {
  owner: () => true,
  // What an admin may not do to owners depends on rows, and stands in lib/members.
  admin: () => true,
  member: (action) => isOpen(action) || ownAffairs.includes(action) || work.includes(action),
  viewer: (action) => isOpen(action) || ownAffairs.includes(action),
};

/**
 * The one place that decides who may do what. Every verb calls it before anything else.
 * @throws ForbiddenError
 */
export function authorize(ctx: Context, action: Action, resource: Resource = {}): void {
  if (!can(ctx, action, resource)) throw new ForbiddenError();
}

/** Whether `authorize` would let it pass: for pages that leave out what the person may not do. */
export function can(ctx: Context, action: Action, resource: Resource = {}): boolean {
  return permissions[ctx.actor.role](action, resource);
}

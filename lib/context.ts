import { randomUUID } from "node:crypto";

/** What a person may do follows from the role: everything; all but owners' affairs; work on issues; look. */
export const roles = ["owner", "admin", "member", "viewer"] as const;
export type Role = (typeof roles)[number];

/** Who is acting, and within which bounds. */
export type Actor = {
  userId: string;
  email: string;
  name: string;
  role: Role;
  /** The organization that the actor works in; '' for work that no person asked for. */
  organizationId: string;
  /** Teams that the actor belongs to. */
  teamIds: readonly string[];
  /** Projects that exist for the actor; null means all of the server, for work that no person asked for. */
  projectIds: readonly number[] | null;
};

/** Who asks, and under which id the log speaks about it. The first argument of every verb. */
export type Context = {
  actor: Actor;
  requestId: string;
  /** The browser session behind the request; absent for jobs and tokens. */
  sessionId?: string;
};

/** The context of work that no person asked for: jobs, start-up, command line. */
export function systemContext(): Context {
  return {
    actor: {
      userId: "system",
      email: "system@localhost",
      name: "Jackdaw",
      role: "owner",
      organizationId: "",
      teamIds: [],
      projectIds: null,
    },
    requestId: randomUUID(),
  };
}

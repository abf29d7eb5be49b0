import { randomUUID } from "node:crypto";

/** What a person may do follows from the role. Owners may do everything. */
export const roles = ["owner"] as const;
export type Role = (typeof roles)[number];

/** Who is acting. */
export type Actor = { userId: string; email: string; name: string; role: Role };

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
    actor: { userId: "system", email: "system@localhost", name: "Jackdaw", role: "owner" },
    requestId: randomUUID(),
  };
}

import type { Assignee } from "./schemas";

type Columns = { assigneeUser: string | null; assigneeTeam: string | null; assigneeName: string | null };

/** Whose an issue is, by its columns and the name that was found. */
export function assigneeOf({ assigneeUser, assigneeTeam, assigneeName }: Columns): Assignee | null {
  if (assigneeUser !== null) return { type: "user", id: assigneeUser, name: assigneeName };
  return assigneeTeam === null ? null : { type: "team", id: assigneeTeam, name: assigneeName };
}

import { pool } from "@/lib/db/pool";
import type { Assignee } from "./schemas";

/** The name of a person or a team; null when it is gone. */
export type NameOf = (type: Assignee["type"], id: string) => string | null;

type Ids = { users: Iterable<string>; teams: Iterable<string> };

/** Looks up the names of people and teams, all at once. */
export async function readNames({ users, teams }: Ids): Promise<NameOf> {
  const [userIds, teamIds] = [[...new Set(users)], [...new Set(teams)]];
  if (userIds.length + teamIds.length === 0) return () => null;
  const { rows } = await pool().query<{ type: Assignee["type"]; id: string; name: string }>(
    `SELECT 'user' AS type, id, name FROM app_user WHERE id = ANY($1::text[])
     UNION ALL
     SELECT 'team', id, name FROM team WHERE id = ANY($2::text[])`,
    [userIds, teamIds],
  );
  const names = new Map(rows.map(({ type, id, name }) => [`${type} ${id}`, name]));
  return (type, id) => names.get(`${type} ${id}`) ?? null;
}

import { type ActivityRow, readEntry } from "./activity-rows";
import { readNames } from "./read-names";
import type { Activity } from "./schemas";

/** Rows as people see them, with the names of everybody in them. */
export async function showActivity(rows: readonly ActivityRow[]): Promise<Activity[]> {
  const meant = rows.flatMap(({ data }) => [...(data.to ? [data.to] : []), ...(data.named ?? [])]);
  const idsOf = (type: "user" | "team") => meant.flatMap((one) => (one.type === type ? one.id : []));
  const nameOf = await readNames({
    users: [...rows.flatMap(({ actor }) => actor ?? []), ...idsOf("user")],
    teams: idsOf("team"),
  });
  return rows.map((row) => ({
    id: row.id,
    at: row.at.toISOString(),
    actor: row.actor === null ? null : { id: row.actor, name: nameOf("user", row.actor) },
    entry: readEntry(row, nameOf),
  }));
}

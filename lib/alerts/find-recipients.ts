import type { Pool, PoolClient } from "pg";
import { readEventSettings } from "@/lib/events/read-event-settings";
import type { RecipientKey } from "@/lib/notifications/enqueue";
import { readTraits } from "@/lib/ownership/event-traits";
import { findKnownOwners } from "@/lib/ownership/find-known-owners";
import { writeOwner } from "@/lib/ownership/owner";
import { readRules } from "@/lib/ownership/read-rules";
import type { OwnershipTexts } from "@/lib/ownership/schemas";
import { findOwningRules } from "@/lib/ownership/suggest-owners";
import type { Event } from "@/lib/protocol/event";
import type { Recipient } from "./schemas";

/** What `owners` stands for: who has the issue, and its newest event, by which rules find owners when nobody has it. */
export interface Owned {
  projectId: number;
  assigneeUser: string | null;
  assigneeTeam: string | null;
  event: Event | null;
}

type One = { type: "user" | "team"; id: string };

/** Channels and people behind some recipients, each once: teams are their members. `issue` is null when there is none. */
export async function findRecipients(
  db: PoolClient | Pool,
  recipients: readonly Recipient["to"][],
  issue: Owned | null,
): Promise<RecipientKey[]> {
  const named = recipients.filter((to) => to.type !== "owners");
  const owners = recipients.length > named.length && issue !== null ? await findOwners(db, issue) : [];
  const people = [...named.filter((to) => to.type !== "channel"), ...owners];
  const teams = people.filter(({ type }) => type === "team").map(({ id }) => id);
  const members = teams.length > 0 ? await readMembers(db, teams) : [];
  return [
    ...new Set<RecipientKey>([
      ...named.flatMap((to): RecipientKey[] => (to.type === "channel" ? [`channel:${to.id}`] : [])),
      ...people.flatMap(({ type, id }): RecipientKey[] => (type === "user" ? [`user:${id}`] : [])),
      ...members.map((id): RecipientKey => `user:${id}`),
    ]),
  ];
}

async function readMembers(db: PoolClient | Pool, teams: readonly string[]): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    "SELECT DISTINCT user_id AS id FROM team_member WHERE team_id = ANY ($1::text[]) ORDER BY 1",
    [teams],
  );
  return rows.map(({ id }) => id);
}

async function findOwners(
  db: PoolClient | Pool,
  { projectId, assigneeUser, assigneeTeam, event }: Owned,
): Promise<One[]> {
  if (assigneeUser !== null) return [{ type: "user", id: assigneeUser }];
  if (assigneeTeam !== null) return [{ type: "team", id: assigneeTeam }];
  if (event === null) return [];
  const { rows } = await db.query<OwnershipTexts>(
    "SELECT ownership_rules AS rules, codeowners FROM project WHERE id = $1",
    [projectId],
  );
  const ownership = readRules(rows[0] ?? { rules: "", codeowners: "" });
  if (ownership.rules.length + ownership.codeowners.length === 0) return [];
  const { atArrival } = await readEventSettings(projectId, event);
  // The rule that decides counts alone, as for those who are assigned by it.
  const [rule] = findOwningRules(ownership, readTraits(event, atArrival));
  const names = rule?.owners.map(writeOwner) ?? [];
  const known = await findKnownOwners(projectId, names);
  return names.flatMap((name) => known.get(name) ?? []).map(({ type, id }) => ({ type, id }));
}

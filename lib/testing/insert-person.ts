import { randomUUID } from "node:crypto";
import { readMembership } from "@/lib/auth/read-membership";
import type { Context, Role } from "@/lib/context";
import { pool } from "@/lib/db/pool";

/** Inserts an organization and returns its id. */
export async function insertOrganization(slug: string): Promise<string> {
  const id = randomUUID();
  await pool().query("INSERT INTO organization (id, name, slug) VALUES ($1, $2, $2)", [id, slug]);
  return id;
}

/** Inserts a team of an organization and returns its id. */
export async function insertTeam(organizationId: string, slug: string): Promise<string> {
  const id = randomUUID();
  await pool().query("INSERT INTO team (id, organization_id, slug, name) VALUES ($1, $2, $3, $3)", [
    id,
    organizationId,
    slug,
  ]);
  return id;
}

type PersonSeed = { name: string; role: Role; organizationId: string; teamIds?: readonly string[] };

/**
 * Inserts a member `<name>@example.com` and returns the user's id. The password is that of whoever had an account before,
 * or, without anybody, none.
 */
export async function insertPerson({
  name,
  role,
  organizationId,
  teamIds = [],
}: PersonSeed): Promise<string> {
  const id = randomUUID();
  await pool().query("INSERT INTO app_user (id, name, email, updated_at) VALUES ($1, $2, $3, now())", [
    id,
    name,
    `${name.toLowerCase()}@example.com`,
  ]);
  await pool().query(
    `INSERT INTO account (id, provider_id, account_id, user_id, password, updated_at)
     SELECT $1::text, 'credential', $1, $1, (SELECT password FROM account LIMIT 1), now()`,
    [id],
  );
  await pool().query("INSERT INTO member (id, organization_id, user_id, role) VALUES ($1, $2, $1, $3)", [
    id,
    organizationId,
    role,
  ]);
  await pool().query("INSERT INTO team_member (team_id, user_id) SELECT unnest($2::text[]), $1", [
    id,
    teamIds,
  ]);
  return id;
}

/** What a person who is signed in may do and see now, without signing in. */
export async function contextOf(userId: string): Promise<Context> {
  const { rows } = await pool().query<{ name: string; email: string }>(
    "SELECT name, email FROM app_user WHERE id = $1",
    [userId],
  );
  const membership = await readMembership(userId, null);
  if (!rows[0] || !membership) throw new Error("Nobody's context");
  return { actor: { userId, ...rows[0], ...membership }, requestId: randomUUID() };
}

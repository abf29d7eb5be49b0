import { cpSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { expect, it } from "vitest";
import { createTestDatabase } from "@/lib/testing/postgres";
import { migrate } from "./migrate";

const migrations = join(import.meta.dirname, "../prisma/migrations");

it("makes members of those who are here, with their roles, and gives them the projects", async () => {
  const database = await createTestDatabase();
  const client = new Client({ connectionString: database.url });
  const dir = mkdtempSync(join(tmpdir(), "migrations-"));
  try {
    for (const name of readdirSync(migrations).filter((one) => one < "20261122183000_people")) {
      cpSync(join(migrations, name), join(dir, name), { recursive: true });
    }
    await client.connect();
    await client.query("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
    await migrate(database.url, { dir });
    await client.query(
      `INSERT INTO app_user (id, name, email, role, updated_at)
       VALUES ('a', 'Ada', 'ada@example.com', 'owner', now()), ('v', 'Vera', 'vera@example.com', 'viewer', now());
       INSERT INTO session (id, token, user_id, expires_at, updated_at) VALUES ('s', 't', 'a', now(), now());
       INSERT INTO project (slug, name, platform, short_prefix) VALUES ('shop', 'Shop', 'node', 'SHOP')`,
    );
    await migrate(database.url, { dir: migrations });
    const { rows } = await client.query(
      `SELECT (SELECT count(*)::int FROM organization) AS organizations,
              (SELECT string_agg(user_id || ' ' || role, ', ' ORDER BY user_id) FROM member) AS members,
              (SELECT organization_id FROM project) = (SELECT id FROM organization) AS project,
              (SELECT active_organization_id FROM session) = (SELECT id FROM organization) AS session`,
    );
    expect(rows).toEqual([{ organizations: 1, members: "a owner, v viewer", project: true, session: true }]);
  } finally {
    await client.end();
    await database.drop();
    rmSync(dir, { recursive: true });
  }
});

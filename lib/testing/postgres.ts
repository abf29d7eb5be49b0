import { randomBytes } from "node:crypto";
import { Client } from "pg";
import { inject } from "vitest";

const INSUFFICIENT_PRIVILEGE = "42501";

declare module "vitest" {
  interface ProvidedContext {
    /** Set by the global setup of the `db` tests. */
    postgres: { adminUrl: string; template: string };
  }
}

/**
 * A migrated, empty database of the test's own, copied from a template (some tens of milliseconds).
 * `drop` closes what is still connected to it.
 */
export async function createTestDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  const { adminUrl, template } = inject("postgres");
  const name = `jackdaw_test_${randomBytes(8).toString("hex")}`;
  await administer(adminUrl, `CREATE DATABASE ${name} TEMPLATE ${template}`);
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    drop: () => drop(adminUrl, name),
  };
}

/** A vacuum that Postgres began by itself is not ours to end; a plain drop makes Postgres end it. */
async function drop(adminUrl: string, name: string): Promise<void> {
  try {
    await administer(adminUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === INSUFFICIENT_PRIVILEGE)) throw error;
    await administer(adminUrl, `DROP DATABASE IF EXISTS ${name}`);
  }
}

async function administer(adminUrl: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

import { randomBytes } from "node:crypto";
import { chmodSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import type { TestProject } from "vitest/node";
import { env } from "@/lib/env";
import { migrate } from "../migrate";
import { isAlive } from "../postgres/read-postmaster";
import { startPostgres } from "../postgres/start-postgres";

const PREFIX = "jackdaw-test-";

/**
 * Vitest's global setup of the database tests: one Postgres for the whole run (a throwaway one in the temporary
 * folder, or TEST_DATABASE_URL) with a migrated template that every test copies.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = env().TEST_DATABASE_URL;
  const server = given ? { url: given, stop: async () => {} } : await startThrowaway();
  const template = `jackdaw_template_${randomBytes(8).toString("hex")}`;
  const templateUrl = new URL(server.url);
  templateUrl.pathname = `/${template}`;
  await administer(server.url, `CREATE DATABASE ${template}`);
  await migrate(templateUrl.href, { dir: join(import.meta.dirname, "../../prisma/migrations") });
  project.provide("postgres", { adminUrl: server.url, template });
  return async () => {
    if (given) await administer(given, `DROP DATABASE ${template} WITH (FORCE)`);
    await server.stop();
  };
}

async function startThrowaway(): Promise<{ url: string; stop(): Promise<void> }> {
  await sweepKilledRuns();
  const root = mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`));
  chmodSync(root, 0o711);
  const postgres = await startPostgres({ dataDir: join(root, "data"), log: console.log, throwaway: true });
  return {
    url: postgres.url,
    async stop() {
      await postgres.stop();
      rmSync(postgres.folder, { recursive: true, force: true });
      rmSync(root, { recursive: true, force: true });
    },
  };
}

/** A run that was killed left its server running: adopt each, only to stop it. */
async function sweepKilledRuns(): Promise<void> {
  for (const name of readdirSync(tmpdir())) {
    const pid = name.startsWith(PREFIX) ? Number.parseInt(name.slice(PREFIX.length), 10) : 0;
    if (!pid || isAlive(pid)) continue;
    const root = join(tmpdir(), name);
    try {
      const left = await startPostgres({ dataDir: join(root, "data"), log: () => {}, throwaway: true });
      await left.stop();
      rmSync(root, { recursive: true, force: true });
    } catch {
      // Another run sweeps it at this moment, or it belongs to another user.
    }
  }
}

async function administer(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

import { createHash, randomUUID } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Client } from "pg";

/** The lock that the Prisma CLI takes too, so that it and any number of starting Jackdaws take turns. */
const LOCK = 72_707_369;

interface Migration {
  name: string;
  sql: string;
  checksum: string;
}

interface Applied {
  migration_name: string;
  checksum: string;
  finished_at: Date | null;
}

/**
 * Applies `<dir>/<name>/migration.sql` in the order of the names, each in one transaction, and answers the names
 * that it applied. It keeps the Prisma CLI's own table, so that `prisma migrate status` agrees afterwards
 * (format: `_prisma_migrations` of Prisma 7). Throws, before it changes anything, when the database knows
 * migrations that the program does not (it is newer), or when one was edited or left unfinished.
 */
export async function migrate(url: string, { dir }: { dir: string }): Promise<string[]> {
  const known = readMigrations(dir);
  const client = new Client({ connectionString: url, application_name: "jackdaw migrate" });
  // A connection that is lost between two queries fails the next one.
  client.on("error", () => {});
  await client.connect().catch((error: NodeJS.ErrnoException) => {
    const { host, pathname } = new URL(url);
    throw new Error(`The database ${host}${pathname} cannot be reached: ${error.message || error.code}`, {
      cause: error,
    });
  });
  try {
    await client.query("SELECT pg_advisory_lock($1)", [LOCK]);
    await client.query(`CREATE TABLE IF NOT EXISTS _prisma_migrations (
      id VARCHAR(36) PRIMARY KEY NOT NULL,
      checksum VARCHAR(64) NOT NULL,
      finished_at TIMESTAMPTZ,
      migration_name VARCHAR(255) NOT NULL,
      logs TEXT,
      rolled_back_at TIMESTAMPTZ,
      started_at TIMESTAMPTZ NOT NULL DEFAULT now(),
      applied_steps_count INTEGER NOT NULL DEFAULT 0
    )`);
    const { rows } = await client.query<Applied>(
      `SELECT migration_name, checksum, finished_at FROM _prisma_migrations
        WHERE rolled_back_at IS NULL ORDER BY started_at`,
    );
    const due = plan(known, rows);
    for (const migration of due) await apply(client, migration);
    return due.map((migration) => migration.name);
  } finally {
    await client.end();
  }
}

function readMigrations(dir: string): Migration[] {
  return readdirSync(dir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(dir, entry.name, "migration.sql")))
    .map(({ name }) => {
      const sql = readFileSync(join(dir, name, "migration.sql"), "utf8");
      return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function plan(known: Migration[], applied: Applied[]): Migration[] {
  for (const row of applied) {
    const migration = known.find(({ name }) => name === row.migration_name);
    if (!migration)
      throw new Error(
        `The database is newer than this Jackdaw: it has the migration ${row.migration_name}, which this version does not know. ` +
          "Nothing was changed. Start the newer version again, or restore a backup from before the upgrade.",
      );
    if (!row.finished_at)
      throw new Error(
        `The migration ${row.migration_name} was begun and not finished. ` +
          "Repair the database, then mark it with “prisma migrate resolve”.",
      );
    if (migration.checksum !== row.checksum)
      throw new Error(
        `The migration ${row.migration_name} was edited after this database applied it. Nothing was changed. ` +
          "Restore the file and put the change into a new migration.",
      );
  }
  const done = new Set(applied.map((row) => row.migration_name));
  return known.filter(({ name }) => !done.has(name));
}

async function apply(client: Client, { name, sql, checksum }: Migration): Promise<void> {
  await client.query("BEGIN");
  try {
    const { rows } = await client.query<{ began: Date }>("SELECT clock_timestamp() AS began");
    await client.query(sql);
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, finished_at, migration_name, started_at, applied_steps_count)
       VALUES ($1, $2, clock_timestamp(), $3, $4, 1)`,
      [randomUUID(), checksum, name, rows[0]?.began],
    );
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK");
    throw new Error(`The migration ${name} failed and was rolled back: ${(error as Error).message}`, {
      cause: error,
    });
  }
}

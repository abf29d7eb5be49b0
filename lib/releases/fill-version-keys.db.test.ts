import { readFileSync } from "node:fs";
import { beforeEach, expect, it } from "vitest";
import { pool } from "@/lib/db/pool";
import { insertIssue, insertProject } from "@/lib/testing/insert-issue";
import { useDatabase } from "@/lib/testing/use-database";
import { fillVersionKeys } from "./fill-version-keys";

useDatabase();
const never = new AbortController().signal;
const releases = async () =>
  (
    await pool().query<object>(
      `SELECT version, package, version_key AS key, first_seen::text AS first, last_seen::text AS last, event_count AS events
         FROM release ORDER BY version`,
    )
  ).rows;

beforeEach(() => pool().query("TRUNCATE project, issue, issue_tag, release CASCADE"));

/** The part of the migration that reads what older installs counted. */
function backfill(): string {
  const sql = readFileSync("prisma/migrations/20261122190000_releases/migration.sql", "utf8");
  return sql.slice(sql.indexOf("INSERT INTO"));
}

it("makes releases of what issues knew before there were any, and puts them in order", async () => {
  const project = await insertProject("web");
  await insertIssue(project);
  await insertIssue(project);
  await pool().query(`
    UPDATE issue SET first_release = 'web@1.0.0', last_release = 'web@2.0.0', first_seen = '2026-01-01Z', last_seen = '2026-03-01Z'
     WHERE short_id = 1`);
  await pool().query(
    `UPDATE issue SET first_release = 'abc', last_release = '', first_seen = '2026-02-02Z' WHERE short_id = 2`,
  );
  await pool().query(
    `INSERT INTO issue_tag SELECT project_id, id, 'release', 'web@1.0.0', 5, timestamptz '2026-02-01Z' + short_id * interval '1 day' FROM issue
     UNION ALL SELECT project_id, id, 'browser', 'web@9.9.9', 5, '2026-02-01Z' FROM issue`,
  );
  await pool().query(backfill());
  expect(await fillVersionKeys(never)).toBe(3);
  expect(await releases()).toEqual([
    {
      version: "abc",
      package: null,
      key: null,
      first: "2026-02-02 00:00:00+00",
      last: "2026-02-02 00:00:00+00",
      events: 0,
    },
    {
      version: "web@1.0.0",
      package: "web",
      key: "a1a0a0a0~",
      first: "2026-01-01 00:00:00+00",
      last: "2026-02-03 00:00:00+00",
      events: 10,
    },
    {
      version: "web@2.0.0",
      package: "web",
      key: "a2a0a0a0~",
      first: "2026-03-01 00:00:00+00",
      last: "2026-03-01 00:00:00+00",
      events: 0,
    },
  ]);
  expect(await fillVersionKeys(never)).toBe(0);
});

it("goes on after its first thousand", async () => {
  await pool().query(
    "INSERT INTO release (project_id, version, package, first_seen) SELECT 1, '1.0.' || n, '', now() FROM generate_series(1, 1500) AS n",
  );
  expect(await fillVersionKeys(never)).toBe(1_500);
  const { rows } = await pool().query("SELECT version FROM release ORDER BY version_key DESC LIMIT 1");
  expect(rows).toEqual([{ version: "1.0.1500" }]);
});

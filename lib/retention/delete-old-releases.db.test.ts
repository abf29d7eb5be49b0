import { expect, it } from "vitest";
import { pool } from "@/lib/db/pool";
import { deleteOldReleases } from "./delete-old-releases";
import { readRetention } from "./read-retention";
import { unstoppable } from "./sweep-context";
import { addIssue, addProject, daysAgo, now, useRetentionDatabase } from "./testing/retention-fixture";

useRetentionDatabase();

const sweep = async () => deleteOldReleases((await readRetention(now)).projects, unstoppable(now));
const addRelease = async (project: number, version: string, first: number, last: number | null) => {
  await pool().query(
    "INSERT INTO release (project_id, version, first_seen, last_seen) VALUES ($1, $2, $3, $4)",
    [project, version, daysAgo(first), last === null ? null : daysAgo(last)],
  );
  await pool().query(
    "INSERT INTO release_commit (project_id, version, position, id) VALUES ($1, $2, 0, 'abc')",
    [project, version],
  );
  await addDeploy(project, version, 60);
};
const addDeploy = (project: number, version: string, days: number) =>
  pool().query(
    "INSERT INTO release_deploy (project_id, version, environment, finished_at) VALUES ($1, $2, 'prod', $3)",
    [project, version, daysAgo(days)],
  );
const versions = async (table: string, project: number) =>
  (
    await pool().query<{ version: string }>(
      `SELECT DISTINCT version FROM ${table} WHERE project_id = $1 ORDER BY 1`,
      [project],
    )
  ).rows.map(({ version }) => version);

it("removes releases that nothing was heard of, with all that belongs to them", async () => {
  const project = await addProject(30);
  await addRelease(project, "gone", 90, 31);
  await addRelease(project, "gone-without-events", 31, null);
  await addRelease(project, "seen", 90, 29);
  await addRelease(project, "young", 29, null);
  expect(await sweep()).toBe(2);
  for (const table of ["release", "release_commit", "release_deploy"]) {
    expect(await versions(table, project)).toEqual(["seen", "young"]);
  }
  expect(await sweep()).toBe(0);
});

it("keeps what was deployed or dated lately, and what issues are told by", async () => {
  const project = await addProject(30);
  const issue = await addIssue(project, [now]);
  const names = ["deployed", "dated", "first", "resolved-in", "was-resolved-in"];
  for (const name of names) await addRelease(project, name, 90, 60);
  await addDeploy(project, "deployed", 2);
  await pool().query("UPDATE release SET released_at = $1 WHERE version = 'dated'", [now]);
  await pool().query(
    "UPDATE issue SET first_release = 'first', status = 'resolved', resolved_release = 'resolved-in' WHERE id = $1",
    [issue],
  );
  expect(await sweep()).toBe(1);
  expect(await versions("release", project)).toEqual(["dated", "deployed", "first", "resolved-in"]);
});

it("removes old hours, more than one portion of them, and leaves other projects' alone", async () => {
  const [project, longer] = [await addProject(30), await addProject(60)];
  for (const id of [project, longer]) {
    await addRelease(id, "1.0.0", 0, 0);
    await pool().query(
      `INSERT INTO release_stat SELECT $1::int, '1.0.0', 'e' || n, $2::timestamptz, 1 FROM generate_series(1, 1200) AS n
       UNION ALL SELECT $1, '1.0.0', 'now', $3::timestamptz, 1`,
      [id, daysAgo(31), now],
    );
  }
  expect(await sweep()).toBe(1_200);
  const { rows } = await pool().query(
    "SELECT project_id AS id, count(*) FROM release_stat GROUP BY 1 ORDER BY 1",
  );
  expect(rows).toEqual([
    { id: project, count: 1 },
    { id: longer, count: 1_201 },
  ]);
});

import { expect, it } from "vitest";
import { pool } from "@/lib/db/pool";
import { deleteProject } from "@/lib/projects/delete-project";
import { unstoppable } from "@/lib/retention/sweep-context";
import { contextOf } from "@/lib/testing/insert-person";
import { useDatabase } from "@/lib/testing/use-database";
import { removeOldAlerts } from "./remove-old";
import { addProject, addRule, type AlertPlace, openAlertPlace } from "./testing/alert-fixture";

useDatabase();

const now = new Date("2026-06-15T12:00:00Z");
const ago = (days: number) => new Date(now.getTime() - days * 86_400_000);
const condition = {
  kind: "threshold",
  dataset: "events",
  query: "",
  measure: { kind: "count" },
  windowMinutes: 1440,
  critical: 1,
} as const;
const tables = ["alert_state", "alert_count", "alert_firing", "notification", "delivery"];

/** One of everything, so many days old. */
async function fill({ projectId, organizationId }: AlertPlace, ruleId: string, days: number): Promise<void> {
  const at = ago(days);
  await pool().query("INSERT INTO alert_count VALUES ($1, $2, 0, '', $3, 1)", [projectId, ruleId, at]);
  await pool().query(
    "INSERT INTO alert_state (project_id, rule_id, group_key, since) VALUES ($1, $2, $3, $4)",
    [projectId, ruleId, `day:${days}`, at],
  );
  await pool().query(
    `INSERT INTO alert_firing (project_id, id, rule_id, group_key, severity, started_at, ended_at)
     SELECT $1, gen_random_uuid(), $2, '', 'critical', $3, e FROM unnest(ARRAY[NULL, $3::timestamptz]) AS e`,
    [projectId, ruleId, at],
  );
  await pool().query(
    `WITH made AS (INSERT INTO notification (project_id, id, kind, facts, created_at)
                   SELECT $1, gen_random_uuid(), 'test', '{}', $2 FROM generate_series(1, 2) RETURNING id)
     INSERT INTO delivery (project_id, organization_id, recipient, status, notification_ids, created_at, due_at)
     SELECT $1, $3, 'user:1', CASE row_number() OVER () WHEN 1 THEN 'sent' ELSE 'waiting' END, ARRAY[id], $2, $2 FROM made`,
    [projectId, at, organizationId],
  );
}

async function counts(projectId: number): Promise<number[]> {
  const sums = tables.map((table) => `(SELECT count(*)::int FROM ${table} WHERE project_id = $1)`);
  const { rows } = await pool().query<{ counts: number[] }>(`SELECT ARRAY[${sums.join(", ")}] AS counts`, [
    projectId,
  ]);
  return rows[0]?.counts ?? [];
}

it("what is too old goes: counts by the longest window, all else by the project's retention unless it is still going on", async () => {
  const place = await openAlertPlace();
  await pool().query("UPDATE project SET retention_days = 30 WHERE id = $1", [place.projectId]);
  const ruleId = await addRule(place, condition);
  for (const days of [2.9, 3.1, 40]) await fill(place, ruleId, days);
  const projects = [{ id: place.projectId, maxEvents: 1, cut: ago(30) }];
  expect(await counts(place.projectId)).toEqual([3, 3, 6, 6, 6]);
  await removeOldAlerts(projects, unstoppable(now));
  expect(await counts(place.projectId)).toEqual([3, 1, 5, 5, 5]);
  await pool().query("DELETE FROM alert_rule WHERE id = $1", [ruleId]);
  await removeOldAlerts(projects, unstoppable(now));
  expect(await counts(place.projectId)).toEqual([0, 0, 5, 5, 5]);
});

it("a minute that a comparison with last week needs stays", async () => {
  const place = await openAlertPlace();
  const ruleId = await addRule(place, { ...condition, changeFrom: "week" });
  for (const days of [9.9, 10.1]) await fill(place, ruleId, days);
  await removeOldAlerts([], unstoppable(now));
  expect((await counts(place.projectId))[1]).toBe(1);
});

it("goes with its project; rules of others stay, without it", async () => {
  const place = await openAlertPlace();
  const second = await addProject(place.organizationId, `z${place.slug}`);
  const ctx = await contextOf(place.userId);
  const ruleId = await addRule(place, condition);
  const both = await addRule(place, condition);
  await pool().query("UPDATE alert_rule SET project_ids = $2 WHERE id = $1", [
    both,
    [place.projectId, second],
  ]);
  await fill(place, ruleId, 1);
  await deleteProject(ctx, { slug: place.slug, settleMs: 0 });
  expect(await counts(place.projectId)).toEqual([0, 0, 0, 0, 0]);
  const { rows } = await pool().query(
    'SELECT id, project_ids AS "projectIds" FROM alert_rule WHERE organization_id = $1',
    [place.organizationId],
  );
  expect(rows).toEqual([{ id: both, projectIds: [second] }]);
});

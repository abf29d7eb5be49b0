import { randomBytes, randomUUID } from "node:crypto";
import { beforeAll, expect, it } from "vitest";
import { pool } from "@/lib/db/pool";
import { channelsQuery } from "@/lib/notifications/channels/list-channels";
import type { ListDeliveriesInput } from "@/lib/notifications/schemas";
import { insertProject } from "@/lib/testing/insert-issue";
import { contextOf, insertOrganization, insertPerson } from "@/lib/testing/insert-person";
import { useDatabase } from "@/lib/testing/use-database";
import { deliveriesQuery, listDeliveries } from "./list-deliveries";

process.env.JACKDAW_SECRET = randomBytes(32).toString("hex");
useDatabase();

const MANY = 20_000;
const rule = randomUUID();
let organizationId = "";
let channel = "";
let projects: number[] = [];

// Half of them in each of two projects; one in a thousand failed, one in a thousand is of the rule, and as many to the channel.
beforeAll(async () => {
  organizationId = await insertOrganization("ours");
  projects = [await insertProject("web"), await insertProject("api")];
  const { rows } = await pool().query<{ id: string }>(
    `INSERT INTO channel (organization_id, kind, name, address, created_by)
     VALUES ($1, 'slack', 'Chat', 'hooks.slack.com', 'u') RETURNING id`,
    [organizationId],
  );
  channel = rows[0]?.id ?? "";
  await pool().query(
    `INSERT INTO delivery (project_id, organization_id, rule_id, recipient, status, notification_ids, created_at, due_at, attempts)
     SELECT ($1::int[])[n % 2 + 1], $2, CASE WHEN n % 1000 = 2 THEN $3::uuid END,
            CASE WHEN n % 1000 = 3 THEN 'channel:' || $4 ELSE 'user:nobody' END,
            CASE n % 1000 WHEN 4 THEN 'failed' WHEN 5 THEN 'dropped' ELSE 'sent' END,
            '{}', now() - n * interval '1 minute', now(), 1
       FROM generate_series(1, ${MANY}) AS n`,
    [projects, organizationId, rule, channel],
  );
  await pool().query("ANALYZE delivery");
}, 60_000);

type Plan = {
  "Node Type": string;
  "Relation Name"?: string;
  "Actual Rows": number;
  "Rows Removed by Filter"?: number;
  "Actual Loops": number;
  Plans?: Plan[];
};

function rowsOf(plan: Plan): number {
  return (plan["Actual Rows"] + (plan["Rows Removed by Filter"] ?? 0)) * plan["Actual Loops"];
}

/** How many rows of the log a statement reads, with those that it reads in vain, and whether it reads all of it in order. */
async function reads(sql: string, values: unknown[]): Promise<{ rows: number; scans: string[] }> {
  const { rows } = await pool().query<{ "QUERY PLAN": [{ Plan: Plan }] }>(
    `EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) ${sql}`,
    values,
  );
  const found: Plan[] = [];
  const walk = (plan: Plan) => {
    if (plan["Relation Name"] === "delivery") found.push(plan);
    plan.Plans?.forEach(walk);
  };
  walk(rows[0]?.["QUERY PLAN"][0].Plan as Plan);
  return {
    rows: found.reduce((sum, plan) => sum + rowsOf(plan), 0),
    scans: found.map((plan) => plan["Node Type"]),
  };
}

const cases: [name: string, given: () => Partial<ListDeliveriesInput>][] = [
  ["all", () => ({})],
  ["of one project", () => ({ project: ["web"] })],
  ["that failed", () => ({ state: "failed" })],
  ["that are tried again, of which there are none", () => ({ state: "retrying" })],
  ["of a rule", () => ({ rule })],
  ["to a channel", () => ({ channel })],
  ["of a day", () => ({ from: new Date(Date.now() - 86_400_000).toISOString() })],
];
it.each(cases)("reads a page of the log by an index: %s", async (_name, given) => {
  const { sql, values } = deliveriesQuery(projects, { project: [], ...given() });
  const { rows, scans } = await reads(sql, values);
  expect(scans).not.toContain("Seq Scan");
  expect(scans.length).toBeGreaterThan(0);
  // At most a page of each project.
  expect(rows).toBeLessThanOrEqual(2 * 51);
});

it("finds the newest delivery of each channel by an index", async () => {
  const { rows, scans } = await reads(channelsQuery, [organizationId, projects]);
  expect(scans).not.toContain("Seq Scan");
  expect([rows, scans.length]).toEqual([1, 1]);
});

it("sweeps what is old by an index", async () => {
  const old = new Date(Date.now() - (MANY - 100) * 60_000);
  const { rows, scans } = await reads(
    "SELECT FROM delivery WHERE project_id = $1 AND created_at < $2 AND status NOT IN ('waiting', 'sending')",
    [projects[0], old],
  );
  expect(scans).not.toContain("Seq Scan");
  expect(rows).toBeLessThan(60);
});

it("gives each page once, by state, rule, channel and time", async () => {
  const ctx = await contextOf(await insertPerson({ name: "Ada", role: "admin", organizationId }));
  const seen: string[] = [];
  const from = new Date(Date.now() - 130 * 60_000).toISOString();
  for (let cursor: string | undefined, page = 0; page < 5; page++) {
    const { rows, next } = await listDeliveries(ctx, { project: [], from, cursor });
    seen.push(...rows.map(({ id }) => id));
    if (next === null) break;
    cursor = next;
  }
  expect(seen.length).toBeGreaterThanOrEqual(129);
  expect(new Set(seen).size).toBe(seen.length);
  const count = async (given: Partial<ListDeliveriesInput>) =>
    (await listDeliveries(ctx, { project: [], ...given })).rows.length;
  expect(await count({ state: "failed" })).toBe(20);
  expect(await count({ rule })).toBe(20);
  expect(await count({ channel, state: "sent" })).toBe(20);
  expect(await count({ channel, state: "dropped" })).toBe(0);
  expect(await count({ to: new Date(Date.now() - MANY * 60_000).toISOString() })).toBeLessThanOrEqual(1);

  await pool().query("UPDATE delivery SET status = 'waiting', attempts = 0 WHERE status = 'failed'");
  await pool().query("UPDATE delivery SET status = 'sending', attempts = 1 WHERE recipient = $1", [
    `channel:${channel}`,
  ]);
  expect([await count({ state: "waiting" }), await count({ state: "retrying" })]).toEqual([40, 0]);
  await pool().query("UPDATE delivery SET attempts = attempts + 1 WHERE status IN ('waiting', 'sending')");
  expect([await count({ state: "waiting" }), await count({ state: "retrying" })]).toEqual([0, 40]);
});

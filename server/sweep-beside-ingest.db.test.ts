import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { makePartition } from "@/lib/db/make-partition";
import { dayOf } from "@/lib/db/partition";
import { pool } from "@/lib/db/pool";
import { transaction } from "@/lib/db/transaction";
import {
  createTestProject,
  openTestDatabase,
  send,
  type TestProject,
} from "@/lib/ingest/testing/ingest-fixture";
import { deleteExpiredIssues } from "@/lib/retention/delete-expired-issues";
import { findDrift } from "@/lib/retention/find-drift";
import { readRetention } from "@/lib/retention/read-retention";
import { sweep } from "@/lib/retention/sweep";
import { unstoppable } from "@/lib/retention/sweep-context";

let close: () => Promise<void>;
let project: TestProject;

beforeAll(async () => {
  close = await openTestDatabase();
  project = await createTestProject();
});
afterAll(() => close());

const now = () => new Date();
const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);

async function report(message: string): Promise<number> {
  const body = JSON.stringify({ event_id: randomUUID().replaceAll("-", ""), message });
  const answer = await send("POST", `/api/${project.id}/store/?sentry_key=${project.publicKey}`, { body });
  return answer.status;
}

async function readIssues(): Promise<{ id: number; stored: number; counted: number }[]> {
  const { rows } = await pool().query(
    "SELECT id, stored_count AS stored, event_count AS counted FROM issue WHERE project_id = $1 ORDER BY id",
    [project.id],
  );
  return rows as { id: number; stored: number; counted: number }[];
}

/** Ages all that is stored by 100 days: beyond the 90 that the project keeps. */
async function age(): Promise<void> {
  for (const table of ["event", "issue_stat", "outcome"] as const)
    await makePartition(table, dayOf(daysAgo(100)));
  await pool().query("UPDATE event SET received_at = $1 WHERE received_at > $2", [daysAgo(100), daysAgo(90)]);
  await pool().query("UPDATE issue_stat SET bucket = $1 WHERE bucket > $2", [daysAgo(100), daysAgo(90)]);
  await pool().query("UPDATE issue SET last_seen = $1, first_seen = $1", [daysAgo(100)]);
}

it("loses nothing that arrives while days are dropped and old issues go", async () => {
  const words = Array.from({ length: 20 }, (_, index) => String.fromCodePoint(97 + index).repeat(9));
  for (const word of words) expect(await report(word)).toBe(200);
  let sent = 0;
  for (let round = 0; round < 3; round++) {
    await age();
    const sending = Promise.all(
      Array.from({ length: 200 }, async (_, index) => {
        const status = await report(words[index % words.length] ?? "");
        if (status === 200) sent++;
        return status;
      }),
    );
    const sweeping = sweep(unstoppable(now()), () => {});
    expect(new Set(await sending)).toEqual(new Set([200]));
    expect(await sweeping).toBe(true);
    expect(await findDrift()).toEqual([]);
  }
  const issues = await readIssues();
  expect(issues).toHaveLength(words.length);
  // The first events and two rounds were aged, and are gone with their day or their issue.
  expect(issues.reduce((sum, { stored }) => sum + stored, 0)).toBe(200);
  expect(sent).toBe(600);
});

it("spares an issue that an event revives while it is looked at", async () => {
  await pool().query(
    "TRUNCATE issue, issue_hash, issue_text, event, issue_stat, issue_environment, issue_tag",
  );
  await report("phoenix");
  await age();
  const [before] = await readIssues();
  // A batch that has read the hash and not committed yet: its event belongs to the old issue.
  let deleting: Promise<number> | undefined;
  await transaction(async (db) => {
    await db.query("SELECT issue_id FROM issue_hash WHERE project_id = $1", [project.id]);
    const { projects } = await readRetention(now());
    deleting = deleteExpiredIssues(projects, unstoppable(now()));
    await waitForWaiter();
    await db.query("UPDATE issue SET last_seen = now(), event_count = event_count + 1 WHERE id = $1", [
      before?.id,
    ]);
  });
  expect(await deleting).toBe(0);
  expect(await readIssues()).toEqual([{ id: before?.id, stored: 1, counted: 2 }]);
  expect(await report("phoenix")).toBe(200);
  expect(await readIssues()).toMatchObject([{ id: before?.id, counted: 3 }]);
});

async function waitForWaiter(): Promise<void> {
  for (;;) {
    const { rowCount } = await pool().query(
      `SELECT FROM pg_locks WHERE database = (SELECT oid FROM pg_database WHERE datname = current_database())
          AND relation = 'issue_hash'::regclass AND mode = 'AccessExclusiveLock' AND NOT granted`,
    );
    if (rowCount) return;
  }
}

import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { systemContext } from "@/lib/context";
import { closePool, openPool, pool, usePool } from "@/lib/db/pool";
import { listIssues } from "@/lib/issues/list-issues";
import { prepareFilter } from "@/lib/issues/prepare-filter";
import { issueFilterSchema, listIssuesSchema } from "@/lib/issues/schemas";
import { insertIssue, insertProject } from "@/lib/testing/insert-issue";
import { createTestDatabase } from "@/lib/testing/postgres";
import { indexTexts } from "./index-texts";

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let projectId = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  usePool(openPool(database.url));
  projectId = await insertProject("texts");
});
afterAll(async () => {
  await closePool();
  await database.drop();
});
beforeEach(() => pool().query("TRUNCATE issue, issue_text"));

/** Texts that no issue needs to stand behind. */
const insertTexts = (count: number) =>
  pool().query(
    `INSERT INTO issue_text (project_id, issue_id, text)
     SELECT $1, (SELECT coalesce(max(issue_id), 0) FROM issue_text) + n, 'typeerror boom ' || n FROM generate_series(1, $2::int) AS n`,
    [projectId, count],
  );

async function countIndexed(): Promise<[indexed: number, waiting: number]> {
  const { rows } = await pool().query<{ indexed: number; waiting: number }>(
    `SELECT count(*) FILTER (WHERE is_indexed)::int AS indexed, count(*) FILTER (WHERE NOT is_indexed)::int AS waiting
       FROM issue_text`,
  );
  return [rows[0]?.indexed ?? -1, rows[0]?.waiting ?? -1];
}

async function find(query: string): Promise<string[]> {
  const { rows } = await listIssues(systemContext(), listIssuesSchema.parse({ query }));
  return rows.map(({ shortId }) => shortId).toSorted();
}

it("keeps what waits and what is indexed in sight of the same search", async () => {
  const old = await insertIssue(projectId, { message: "quokka fell asleep" });
  expect(await indexTexts()()).toBe(1);
  const fresh = await insertIssue(projectId, { message: "quokka woke up" });
  expect(await countIndexed()).toEqual([1, 1]);
  expect(await find("quokka")).toEqual([old, fresh].toSorted());
  expect(await find("quokka asleep")).toEqual([old]);
  expect(await find("quokka woke")).toEqual([fresh]);
});

it("is searched by the trigram index, and beside it only what waits is read", async () => {
  const input = issueFilterSchema.parse({ query: "quokka" });
  const { parts } = await prepareFilter(systemContext(), input, new Date());
  const client = await pool().connect();
  try {
    await client.query("BEGIN");
    await client.query("SET LOCAL enable_seqscan = off");
    const { rows } = await client.query<{ "QUERY PLAN": string }>(
      `EXPLAIN SELECT FROM project p JOIN issue i ON i.project_id = p.id WHERE ${parts.where}`,
      parts.params,
    );
    const plan = rows.map((row) => row["QUERY PLAN"]).join("\n");
    expect(plan).toMatch(/issue_text_text_idx/);
    expect(plan).toMatch(/issue_text_unindexed_idx/);
    expect(plan).not.toMatch(/Seq Scan on issue_text/);
  } finally {
    await client.query("ROLLBACK");
    client.release();
  }
});

it("takes portion after portion when ingest is calm", async () => {
  await insertTexts(1_203);
  expect(await indexTexts()()).toBe(1_203);
  expect(await countIndexed()).toEqual([1_203, 0]);
});

it("waits while issues come in a storm, and goes on when that is over", async () => {
  const round = indexTexts();
  expect(await round()).toBe(0);
  await insertTexts(201);
  expect(await round()).toBe(0);
  await insertTexts(201);
  expect(await round()).toBe(0);
  await insertTexts(200);
  expect(await round()).toBe(602);
});

it("does not wait for the end of a storm when searches would feel it", async () => {
  const round = indexTexts();
  await round();
  await insertTexts(20_000);
  expect(await round()).toBe(20_000);
});

it("leaves what somebody else has in hand to the next round", async () => {
  await insertTexts(3);
  const client = await pool().connect();
  try {
    await client.query("BEGIN");
    await client.query("DELETE FROM issue_text WHERE issue_id = 2");
    expect(await indexTexts()()).toBe(2);
    await client.query("ROLLBACK");
  } finally {
    client.release();
  }
  expect(await indexTexts()()).toBe(1);
});

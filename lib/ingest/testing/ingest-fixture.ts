import { randomBytes, randomUUID } from "node:crypto";
import { maintainPartitions } from "@/lib/db/maintain-partitions";
import { closePool, openPool, pool, usePool } from "@/lib/db/pool";
import { forgetFacts } from "@/lib/ingest/digest/recent-facts";
import { forgetKeys } from "@/lib/ingest/key-directory";
import { receive } from "@/lib/ingest/receive";
import type { IngestResponse } from "@/lib/ingest/request";
import { createTestDatabase } from "@/lib/testing/postgres";

export interface TestProject {
  id: number;
  keyId: string;
  publicKey: string;
}

/** A database with partitions behind `pool()`; the answer closes and drops it. */
export async function openTestDatabase(): Promise<() => Promise<void>> {
  const database = await createTestDatabase();
  usePool(openPool(database.url, 20));
  await maintainPartitions();
  forgetKeys();
  forgetFacts();
  return async () => {
    await closePool();
    await database.drop();
  };
}

/** A project with one active key, known to ingest at once. */
export async function createTestProject(): Promise<TestProject> {
  const name = `p${randomUUID().slice(0, 8)}`;
  const publicKey = randomBytes(16).toString("hex");
  const { rows } = await pool().query<{ id: number; key_id: string }>(
    `WITH made AS (INSERT INTO project (slug, name, platform, short_prefix) VALUES ($1, $1, 'node', upper($1)) RETURNING id)
     INSERT INTO project_key (project_id, name, public_key) SELECT id, 'Default', $2 FROM made
     RETURNING project_id AS id, id AS key_id`,
    [name, publicKey],
  );
  forgetKeys();
  const row = rows[0] as { id: number; key_id: string };
  return { id: row.id, keyId: row.key_id, publicKey };
}

/** Sends one request through the door; `body` goes as one chunk. */
export async function send(
  method: string,
  address: string,
  { headers = {}, body = "" }: { headers?: Record<string, string>; body?: string | Uint8Array } = {},
): Promise<IngestResponse & { json: Record<string, unknown> }> {
  const [path = "/", search = ""] = address.split("?", 2);
  const bytes = typeof body === "string" ? Buffer.from(body) : body;
  const answer = await receive({
    method,
    path,
    query: new URLSearchParams(search),
    headers: { "content-length": String(bytes.byteLength), ...headers },
    body: (async function* () {
      if (bytes.byteLength > 0) yield bytes;
    })(),
    remoteAddress: "192.0.2.1",
  });
  const text = typeof answer.body === "string" ? answer.body : "";
  return { ...answer, json: text.startsWith("{") ? (JSON.parse(text) as Record<string, unknown>) : {} };
}

/** The outcomes of a project, as `category outcome reason quantity`. */
export async function readOutcomes(projectId: number): Promise<string[]> {
  const { rows } = await pool().query<{ line: string }>(
    `SELECT concat_ws(' ', category, outcome, nullif(reason, ''), sum(quantity)) AS line
       FROM outcome WHERE project_id = $1 GROUP BY category, outcome, reason ORDER BY 1`,
    [projectId],
  );
  return rows.map((row) => row.line);
}

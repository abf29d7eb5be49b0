import { existsSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { DuckDBInstance } from "@duckdb/node-api";
import { waitingBytes } from "./spool.mjs";
import { until } from "./until.mjs";

/**
 * Holds the stored lines against the ledger once the spools are empty: in chunks and in the files of the catalog, which lie
 * in one of the data folders. Counters must say what is stored.
 */
export async function auditLines({ postgres, project, ledger, spools, dataFolders }) {
  await until(() => spools.every((folder) => waitingBytes(folder) === 0), "the spool is drained", 180_000);
  const seen = new Map();
  const note = (id) => seen.set(id, (seen.get(id) ?? 0) + 1);
  const findings = [];
  const chunks = await postgres.query("SELECT body FROM log_chunk WHERE project_id = $1", [project.id]);
  for (const { body } of chunks)
    for (const line of gunzipSync(body).toString().trimEnd().split("\n")) note(JSON.parse(line).a.id);
  const files = await postgres.query(
    "SELECT id::text, to_char(day, 'YYYY-MM-DD') AS day FROM log_file WHERE project_id = $1 AND replaced_at IS NULL",
    [project.id],
  );
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  let away = 0;
  for (const { id, day } of files) {
    const path = dataFolders
      .flatMap((folder) => [join(folder, "logs"), join(folder, "logs/cache")])
      .map((folder) => join(folder, String(project.id), day, `${id}.parquet`))
      .find((name) => existsSync(name));
    if (!path) {
      away++;
      continue;
    }
    const reader = await connection.runAndReadAll(`SELECT "s:id" FROM read_parquet('${path}')`);
    for (const [line] of reader.getRows()) note(line);
  }
  connection.disconnectSync();
  instance.closeSync();
  const [{ stat, outcome }] = await postgres.query(
    `SELECT (SELECT coalesce(sum(quantity), 0) FROM log_stat WHERE project_id = $1)::int AS stat,
            (SELECT coalesce(sum(quantity), 0) FROM outcome
              WHERE project_id = $1 AND category = 'log_item' AND outcome = 'accepted')::int AS outcome`,
    [project.id],
  );
  const stored = [...seen.values()].reduce((sum, count) => sum + count, 0);
  const strange = [...seen.keys()].filter((id) => !ledger.sent.has(id)).length;
  if (away > 0) findings.push(`${away} files of the catalog are not on the disk`);
  if (strange > 0) findings.push(`${strange} lines that nobody sent`);
  if (stat !== stored) findings.push(`log_stat says ${stat} of ${stored} lines`);
  if (outcome !== stored) findings.push(`outcome says ${outcome} of ${stored} lines`);
  return {
    acked: ledger.acked.size,
    lost: [...ledger.acked].filter((id) => !seen.has(id)).length,
    doubled: [...seen.values()].filter((count) => count > 1).length,
    drift: away + strange + Math.abs(stat - stored) + Math.abs(outcome - stored),
    note: `${stored} lines in ${files.length} files and ${chunks.length} chunks`,
    findings,
  };
}

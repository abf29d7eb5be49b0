import { DuckDBInstance } from "@duckdb/node-api";
import type { LogEngine, LogQuery, LogRow } from "@/lib/logs/engine/engine";

/** A line as tests write it; what is absent is NULL. Times are nanoseconds. */
export interface LiteralLine {
  project?: number;
  t: bigint;
  l?: number;
  w?: string;
  h?: string;
  s?: string;
  g?: string;
  o?: string;
  r?: string;
  p?: string;
  m?: string;
  a?: Record<string, unknown>;
}

/** The chunk of all literal lines; their numbers are their places. */
export const literalChunk = "01234567-89ab-4def-8123-456789abcdef";

/** A DuckDB in this process over a few lines, with the relation that the engine promises. Keeps the SQL that it was asked. */
export async function openLiteralEngine(
  lines: readonly LiteralLine[],
): Promise<LogEngine & { asked: LogQuery[]; close: () => void }> {
  const instance = await DuckDBInstance.create(":memory:", { threads: "2" });
  const connection = await instance.connect();
  await connection.run("SET TimeZone = 'UTC'");
  await connection.run(
    "CREATE TABLE base (project_id INTEGER, t BIGINT, n INTEGER, chunk UUID, l SMALLINT, w VARCHAR, h VARCHAR, s VARCHAR, g VARCHAR, o VARCHAR, r VARCHAR, p VARCHAR, m VARCHAR, a VARCHAR)",
  );
  for (const [n, line] of lines.entries()) {
    const { project = 1, t, l = 9, w, h, s, g, o, r, p, m = "", a = {} } = line;
    const texts = [w, h, s, g, o, r, p].map((text) => text ?? null);
    await connection.run(
      "INSERT INTO base VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
      [project, t, n, literalChunk, l, ...texts, m, JSON.stringify(a)],
    );
  }
  const asked: LogQuery[] = [];
  async function* run(query: LogQuery): AsyncGenerator<LogRow[]> {
    asked.push(query);
    const { source, sql, params } = query;
    const keys = source.fields.filter((key) => key !== "*");
    const columns = keys.flatMap((key, at) => {
      const path = `'$."${key.replaceAll("'", "''").replaceAll('"', "")}"'`;
      const isText = `json_type(a, ${path}) = 'VARCHAR'`;
      const json = `CAST(json_extract(a, ${path}) AS VARCHAR)`;
      return [
        `CASE WHEN ${isText} THEN json_extract_string(a, ${path}) ELSE ${json} END AS f${at}`,
        `CASE WHEN NOT (${isText}) THEN ${json} END AS j${at}`,
      ];
    });
    const own = "project_id, t, n, chunk, l, w, h, s, g, o, r, p, m";
    const all = source.fields.includes("*") ? ", a" : "";
    const from = `SELECT ${[own, ...columns].join(", ")}${all} FROM base WHERE project_id IN (${[0, ...source.projectIds].join(", ")}) AND t >= ${source.from} AND t < ${source.to}`;
    const reader = await connection.runAndReadAll(`WITH lines AS MATERIALIZED (${from}) ${sql}`, params);
    yield reader.getRowsJson();
  }
  return { run, asked, close: () => connection.disconnectSync() };
}

import { join } from "node:path";
import { quoteTexts } from "./quote";

const SUFFIX = ".ndjson.gz";
/** DuckDB takes buffers of twice the longest line: no line is longer than its chunk. */
const LEAST_BUFFER = 1_048_576;
const UUID_LENGTH = 36;

const chunkColumns = `t: 'BIGINT', n: 'INTEGER', l: 'SMALLINT', w: 'VARCHAR', h: 'VARCHAR', s: 'VARCHAR', g: 'VARCHAR',
  o: 'VARCHAR', r: 'VARCHAR', p: 'VARCHAR', m: 'VARCHAR'`;

/** The path under which `selectChunks` looks for a chunk's body. */
export function chunkPath(folder: string, id: string): string {
  return join(folder, `${id}${SUFFIX}`);
}

/**
 * The SELECT that reads the bodies of chunks, laid down at their `chunkPath` in one folder: the fixed columns and `a`, the
 * attributes as `type`, NULL where a line has none. Throws (in DuckDB) when a body is not what ingest writes.
 */
export function selectChunks(
  folder: string,
  chunks: readonly { id: string; raw: number }[],
  type: string,
): string {
  const paths = quoteTexts(chunks.map(({ id }) => chunkPath(folder, id)));
  const longest = Math.max(LEAST_BUFFER, ...chunks.map(({ raw }) => raw));
  // The name of a chunk's file begins after the folder and a slash; SQL counts from one.
  const start = Array.from(folder).length + 2;
  return `SELECT t, n, array_slice(filename, ${start}, ${start + UUID_LENGTH - 1})::UUID AS chunk,
      l, w, h, s, g, o, r, p, coalesce(m, '') AS m, a
    FROM read_json(${paths}, format = 'newline_delimited', compression = 'gzip', filename = true,
      maximum_object_size = ${longest}, columns = {${chunkColumns}, a: ${type}})`;
}

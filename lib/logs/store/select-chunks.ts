import { join } from "node:path";
import { quoteTexts } from "./quote";

const SUFFIX = ".ndjson.gz";
/** The longest line that is read, beyond what ingest lets in; DuckDB takes twice this per thread. */
const LONGEST_LINE = 4_194_304;
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
export function selectChunks(folder: string, ids: readonly string[], type: string): string {
  const paths = quoteTexts(ids.map((id) => chunkPath(folder, id)));
  // The name of a chunk's file begins after the folder and a slash; SQL counts from one.
  const start = Array.from(folder).length + 2;
  return `SELECT t, n, array_slice(filename, ${start}, ${start + UUID_LENGTH - 1})::UUID AS chunk,
      l, w, h, s, g, o, r, p, coalesce(m, '') AS m, a
    FROM read_json(${paths}, format = 'newline_delimited', compression = 'gzip', filename = true,
      maximum_object_size = ${LONGEST_LINE}, columns = {${chunkColumns}, a: ${type}})`;
}

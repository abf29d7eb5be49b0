import { writeFile as writeBytes } from "node:fs/promises";
import { chooseKeys, listFixed } from "./column-names";
import { dayOfNs } from "./folder";
import type { Writer } from "./open-writer";
import { quoteName } from "./quote";
import { chunkPath, selectChunks } from "./select-chunks";
import { splitAttributes } from "./split-attributes";
import { type WrittenFile, writeFile } from "./write-file";

export interface SealedChunk {
  id: string;
  lines: number;
  keys: string[];
  /** Bytes of its lines, not packed. */
  raw: number;
  body: Buffer;
}

/** A batch whose lines spread over more days than this leaves those with the fewest lines in one file. */
const MOST_DAYS = 32;
const DAY_NS = 86_400_000_000_000n;
const TABLE = "chunks";

/**
 * Writes the lines of chunks into files in `folder`, one for each UTC day, sorted. Throws when a chunk cannot be read or has
 * not as many lines as it says. `isLenient`: a line that names an attribute twice is no reason.
 */
export async function sealChunks(
  writer: Writer,
  folder: string,
  chunks: readonly SealedChunk[],
  isLenient = false,
): Promise<WrittenFile[]> {
  await Promise.all(chunks.map(({ id, body }) => writeBytes(chunkPath(folder, id), body)));
  const { own, rest } = chooseKeys(rankKeys(chunks));
  const { type, columns } = splitAttributes(own, rest, isLenient);
  await writer.run(`CREATE OR REPLACE TEMP TABLE ${TABLE} AS
    ${selectChunks(folder, chunks, type)} ORDER BY t, chunk, n`);
  await checkLines(writer, chunks);
  const filled = await findFilled(writer, columns);
  const names = filled.map(({ name, expression }) => `, ${expression} AS ${quoteName(name)}`).join("");
  const files: WrittenFile[] = [];
  for (const { day, where } of await listDays(writer)) {
    const file = await writeFile(writer, {
      folder,
      day,
      select: `SELECT ${listFixed()}${names} FROM ${TABLE}${where}`,
      // By the table: sorting few columns costs less than sorting those that come of them.
      isSorted: true,
      columns: filled.map(({ name }) => name),
    });
    if (file) files.push(file);
  }
  await writer.run(`DROP TABLE ${TABLE}`);
  return files;
}

/** Keys by the lines of the chunks that have them: those that many lines may have get the columns. */
function rankKeys(chunks: readonly SealedChunk[]): string[] {
  const weights = new Map<string, number>();
  for (const { keys, lines } of chunks) {
    for (const key of keys) weights.set(key, (weights.get(key) ?? 0) + lines);
  }
  return [...weights].toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).map(([key]) => key);
}

/** Each chunk has its lines, all of them and once, or something was cut. */
async function checkLines(writer: Writer, chunks: readonly SealedChunk[]): Promise<void> {
  const rows = await writer.run(
    `SELECT chunk::VARCHAR, count(*)::INTEGER, count(DISTINCT n)::INTEGER, count(t)::INTEGER FROM ${TABLE} GROUP BY 1`,
  );
  const found = new Map(rows.map(([id, ...counts]) => [String(id), counts]));
  for (const { id, lines } of chunks) {
    if ((found.get(id) ?? []).some((count) => count !== lines) || (lines > 0 && !found.has(id)))
      throw new Error(`Chunk ${id} has not the ${lines} lines that it should have.`);
  }
}

/** The columns that have a value in any line: most keys are always text or never. */
async function findFilled<T extends { isFilled: string }>(
  writer: Writer,
  columns: readonly T[],
): Promise<T[]> {
  if (columns.length === 0) return [];
  const counts = columns.map(({ isFilled }) => `bool_or(${isFilled})`).join(", ");
  const [row] = await writer.run(`SELECT ${counts} FROM ${TABLE}`);
  return columns.filter((_, index) => row?.[index] === true);
}

function inside({ first, last }: { first: string; last: bigint }): string {
  return `t BETWEEN ${first} AND ${last}`;
}

/** The days of the lines with the condition that picks them. */
async function listDays(writer: Writer): Promise<{ day: string; where: string }[]> {
  const rows = await writer.run(
    `SELECT min(t), max(t), count(*)::INTEGER AS lines FROM ${TABLE}
      GROUP BY floor(t / ${DAY_NS}::DOUBLE) ORDER BY lines DESC`,
  );
  const days = rows.map(([first, last]) => ({ first: String(first), last: BigInt(String(last)) }));
  const single = days.length === 1;
  const own = days.length > MOST_DAYS ? days.slice(0, MOST_DAYS - 1) : days;
  const strays = days.slice(own.length);
  const parts = own.map((day) => ({ day: dayOfNs(day.last), where: single ? "" : ` WHERE ${inside(day)}` }));
  if (strays.length === 0) return parts;
  const latest = strays.reduce((most, { last }) => (last > most ? last : most), strays[0]?.last ?? 0n);
  return [...parts, { day: dayOfNs(latest), where: ` WHERE NOT (${own.map(inside).join(" OR ")})` }];
}

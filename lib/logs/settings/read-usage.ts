import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { dayText } from "@/lib/db/partition";
import { pool } from "@/lib/db/pool";
import { findProject } from "@/lib/projects/find-project";
import { cutOf } from "@/lib/retention/read-retention";
import { logAges, type LogUsage } from "./schemas";

/** Days before today with which the ages after "today" begin. */
const AGE_DAYS = [1, 7, 30];

type FileSums = {
  age: number;
  lines: string;
  bytes: string;
  rawBytes: string;
  levels: string[];
  oldest: string;
};

/** How many lines of which level and age a project has, and the room they take. @throws NotFoundError */
export async function readUsage(
  ctx: Context,
  { slug }: { slug: string },
  now = new Date(),
): Promise<LogUsage> {
  authorize(ctx, "log:read");
  const { id } = await findProject(ctx, slug);
  const cuts = AGE_DAYS.map((days) => dayText(cutOf(now, days - 1)));
  const [files, chunks] = await Promise.all([
    pool().query<FileSums>(
      `SELECT (SELECT count(*)::int FROM unnest($2::date[]) AS cut WHERE day < cut) AS age,
              sum(lines)::text AS lines, sum(file_bytes)::text AS bytes, sum(raw_bytes)::text AS "rawBytes",
              ARRAY[sum(level_lines[1]), sum(level_lines[2]), sum(level_lines[3]), sum(level_lines[4])]::text[] AS levels,
              to_char(min(day), 'YYYY-MM-DD') AS oldest
         FROM log_file WHERE project_id = $1 AND replaced_at IS NULL GROUP BY 1`,
      [id, cuts],
    ),
    pool().query<{ lines: string; bytes: string; rawBytes: string }>(
      `SELECT coalesce(sum(lines), 0)::text AS lines, coalesce(sum(octet_length(body)), 0)::text AS bytes,
              coalesce(sum(raw_bytes), 0)::text AS "rawBytes"
         FROM log_chunk WHERE project_id = $1`,
      [id],
    ),
  ]);
  const waiting = chunks.rows[0] ?? { lines: "0", bytes: "0", rawBytes: "0" };
  const sum = (of: "lines" | "bytes" | "rawBytes") =>
    files.rows.reduce((total, row) => total + Number(row[of]), Number(waiting[of]));
  return {
    lines: sum("lines"),
    bytes: sum("bytes"),
    rawBytes: sum("rawBytes"),
    waiting: Number(waiting.lines),
    ages: logAges.map((_, age) => {
      const row = files.rows.find((one) => one.age === age);
      const [debug = 0, information = 0, warning = 0, error = 0] = (row?.levels ?? []).map(Number);
      return { levels: [debug, information, warning, error], bytes: Number(row?.bytes ?? 0) };
    }),
    oldestDay: files.rows.map(({ oldest }) => oldest).toSorted()[0] ?? null,
  };
}

import { dayInName, dayOf, dayText, partitioned, partitionName } from "@/lib/db/partition";
import { pool } from "@/lib/db/pool";
import { judgeSettings, watchedSettings } from "./judge-settings";

const DAYS_AHEAD = 3;

/**
 * What is wrong with the database behind its answers, in sentences: days ahead without a partition, rows in DEFAULT,
 * settings that make a commit less than durable. Any process sees the same. Looks at catalogs only.
 */
export async function inspectDatabase(now: Date = new Date()): Promise<string[]> {
  const names = partitioned.flatMap(({ table }) =>
    Array.from({ length: DAYS_AHEAD + 1 }, (_, offset) => partitionName(table, dayOf(now, offset))),
  );
  const [missing, strays, settings] = await Promise.all([
    pool().query<{ name: string }>(
      "SELECT name FROM unnest($1::text[]) AS name WHERE to_regclass(name) IS NULL ORDER BY right(name, 8)",
      [names],
    ),
    pool().query<{ table: string }>(
      partitioned
        // Log lines are counted at times of their own, and late ones are no trouble.
        .filter(({ table }) => table !== "log_stat")
        .map(({ table }) => `SELECT '${table}' AS table WHERE EXISTS (SELECT FROM ${table}_default)`)
        .join(" UNION ALL "),
    ),
    pool().query<{ name: string; setting: string }>(
      "SELECT name, setting FROM pg_settings WHERE name = ANY($1::text[])",
      [watchedSettings],
    ),
  ]);
  const reasons = judgeSettings(new Map(settings.rows.map(({ name, setting }) => [name, setting])));
  const [first] = missing.rows.flatMap(({ name }) => dayInName(name) ?? []);
  if (first) reasons.unshift(`There is no partition for ${dayText(first)} yet. Is the worker running?`);
  if (strays.rows.length > 0) {
    const tables = strays.rows.map(({ table }) => table).join(", ");
    reasons.unshift(
      `Rows lie outside the daily partitions (${tables}). The worker moves them within the hour.`,
    );
  }
  return reasons;
}

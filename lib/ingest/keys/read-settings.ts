import type { Pool, QueryConfig } from "pg";
import { ingestPool } from "@/lib/db/pool";
import { buildSettings, UNKNOWN_PROJECT } from "@/lib/grouping/build-settings";
import type { GroupingSettings } from "@/lib/grouping/settings";

/** What the row of a project says about its grouping. */
export interface GroupingRow {
  projectId: number;
  version: string;
  previousVersion: string | null;
  /** 0 when the project has no rules. */
  revision: number;
}

interface RulesRow {
  projectId: number;
  revision: number;
  fingerprintRules: string;
  stackTraceRules: string;
}

interface Known {
  row: GroupingRow;
  settings: GroupingSettings;
}

/** By database, what was last read of each of its projects. A revision never changes, so nothing here grows old. */
const known = new WeakMap<Pool, Map<number, Known>>();

/**
 * The settings of projects, by id. Asks the database only for rules of revisions that were not met before, so the same
 * object comes back until something changes. Projects that are not among the rows are forgotten.
 */
export async function readSettings(
  rows: readonly GroupingRow[],
  timeoutMs: number,
): Promise<(projectId: number) => GroupingSettings> {
  const pool = ingestPool();
  const before = known.get(pool) ?? new Map<number, Known>();
  const projects = new Map(rows.map((row) => [row.projectId, row]));
  const isKept = (row: GroupingRow) => isSame(before.get(row.projectId)?.row, row);
  const asked = [...projects.values()].filter((row) => row.revision > 0 && !isKept(row));
  const rules = await readRules(pool, asked, timeoutMs);
  const now = new Map<number, Known>();
  for (const row of projects.values()) {
    const own = isKept(row) ? before.get(row.projectId) : undefined;
    now.set(row.projectId, own ?? { row, settings: build(row, rules.get(row.projectId)) });
  }
  known.set(pool, now);
  return (projectId) => now.get(projectId)?.settings ?? UNKNOWN_PROJECT;
}

function build(row: GroupingRow, rules: RulesRow | undefined): GroupingSettings {
  const { version, previousVersion, revision } = row;
  const { fingerprintRules = "", stackTraceRules = "" } = rules ?? {};
  return buildSettings({ version, previousVersion, revision, fingerprintRules, stackTraceRules });
}

function isSame(one: GroupingRow | undefined, other: GroupingRow): boolean {
  return (
    one?.version === other.version &&
    one.previousVersion === other.previousVersion &&
    one.revision === other.revision
  );
}

async function readRules(
  pool: Pool,
  rows: readonly GroupingRow[],
  timeoutMs: number,
): Promise<Map<number, RulesRow>> {
  if (rows.length === 0) return new Map();
  const query: QueryConfig & { query_timeout: number } = {
    text: `
      SELECT r.project_id AS "projectId", r.revision, r.fingerprint_rules AS "fingerprintRules",
             r.stack_trace_rules AS "stackTraceRules"
        FROM unnest($1::int[], $2::int[]) AS asked (project_id, revision)
        JOIN grouping_rules r ON r.project_id = asked.project_id AND r.revision = asked.revision`,
    values: [rows.map(({ projectId }) => projectId), rows.map(({ revision }) => revision)],
    query_timeout: timeoutMs,
  };
  const found = await pool.query<RulesRow>(query);
  return new Map(found.rows.map((row) => [row.projectId, row]));
}

import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { type LogPeriod, logPeriods } from "@/lib/logs/constants";
import { findProject } from "@/lib/projects/find-project";
import type { LogCharts } from "./schemas";

/** The charts that people pinned to a project, first to last, without their figures. @throws NotFoundError */
export async function listCharts(ctx: Context, { slug }: { slug: string }): Promise<LogCharts> {
  authorize(ctx, "log:read");
  const { id } = await findProject(ctx, slug);
  const [charts, { rows }] = await Promise.all([
    pool().query<{ id: string; title: string; query: string; period: string }>(
      "SELECT id, title, query, period FROM log_chart WHERE project_id = $1 ORDER BY position, created_at, id",
      [id],
    ),
    pool().query<{ hasLogs: boolean }>(
      `SELECT EXISTS (SELECT FROM log_stat WHERE project_id = $1) AS "hasLogs"`,
      [id],
    ),
  ]);
  return {
    charts: charts.rows.map((chart) => ({ ...chart, period: readPeriod(chart.period) })),
    hasLogs: rows[0]?.hasLogs ?? false,
  };
}

/** A period of another version of this program is shown as a day. */
function readPeriod(text: string): LogPeriod {
  return logPeriods.find((period) => period === text) ?? "24h";
}

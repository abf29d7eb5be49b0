import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { readQuestion } from "@/lib/logs/query/read-question";
import { listViews } from "@/lib/views/list-views";
import { readLogAddress } from "@/lib/views/log-address";

type Use = { kind: "charts" | "searches"; title: string; tables: readonly string[] };

/** The charts of a project and the saved searches that the reader sees, with the tables that they look something up in. */
export async function listUses(ctx: Context, project: { id: number; slug: string }): Promise<Use[]> {
  const [charts, { views }] = await Promise.all([
    pool().query<{ title: string; query: string }>(
      "SELECT title, query FROM log_chart WHERE project_id = $1 ORDER BY position, created_at, id",
      [project.id],
    ),
    listViews(ctx, { subject: "logs" }),
  ]);
  const searches = views.flatMap(({ name, address }) => {
    const input = readLogAddress(address);
    const isElsewhere = input?.project !== undefined && !input.project.includes(project.slug);
    return input === null || isElsewhere ? [] : [{ title: name, query: input.query }];
  });
  return [
    ...charts.rows.map(({ title, query }) => ({ kind: "charts" as const, title, tables: tablesOf(query) })),
    ...searches.map(({ title, query }) => ({ kind: "searches" as const, title, tables: tablesOf(query) })),
  ].filter(({ tables }) => tables.length > 0);
}

function tablesOf(query: string): string[] {
  if (!query.includes("lookup")) return [];
  return readQuestion(query).pipeline.stages.flatMap((stage) =>
    stage.verb === "lookup" ? [stage.table] : [],
  );
}

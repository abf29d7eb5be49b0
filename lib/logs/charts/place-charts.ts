import type { PoolClient } from "pg";

/** The charts of a project in their order, held against others who pin or move some until the transaction ends. */
export async function lockCharts(client: PoolClient, projectId: number): Promise<string[]> {
  await client.query("SELECT FROM project WHERE id = $1 FOR NO KEY UPDATE", [projectId]);
  const { rows } = await client.query<{ id: string }>(
    "SELECT id FROM log_chart WHERE project_id = $1 ORDER BY position, created_at, id",
    [projectId],
  );
  return rows.map(({ id }) => id);
}

/** Puts one of them where `place` says, from 0, and the others before and behind it. */
export async function placeChart(
  client: PoolClient,
  projectId: number,
  ids: readonly string[],
  { id, place }: { id: string; place: number },
): Promise<void> {
  const ordered = ids.filter((other) => other !== id).toSpliced(place, 0, id);
  await client.query(
    `UPDATE log_chart SET position = w.place
       FROM unnest($2::uuid[]) WITH ORDINALITY AS w (id, place)
      WHERE log_chart.project_id = $1 AND log_chart.id = w.id`,
    [projectId, ordered],
  );
}

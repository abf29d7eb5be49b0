import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { transaction } from "@/lib/db/transaction";
import { ConflictError, InvalidInputError } from "@/lib/errors";
import { chartLimit } from "@/lib/logs/constants";
import { readQuestion } from "@/lib/logs/query/read-question";
import { findProject } from "@/lib/projects/find-project";
import { lockCharts, placeChart } from "./place-charts";
import type { CreateChartInput } from "./schemas";

/**
 * Pins a question to the page of a project, where its answer is drawn for everybody.
 * @throws NotFoundError
 * @throws InvalidInputError when it cannot be read, or its answer is lines
 * @throws ConflictError when the page has as many charts as one may have
 */
export async function createChart(
  ctx: Context,
  { slug, title, query, period, place }: { slug: string } & CreateChartInput,
): Promise<{ id: string }> {
  authorize(ctx, "log:write");
  const { id: projectId } = await findProject(ctx, slug);
  const { canonical, errors, shape } = readQuestion(query).report;
  if (errors[0]) throw new InvalidInputError(undefined, { query: errors[0].message });
  if (shape === "lines") {
    throw new InvalidInputError(undefined, {
      query: "A chart is made of a table: end the question with stats, timechart or top.",
    });
  }
  return transaction(async (client) => {
    const ids = await lockCharts(client, projectId);
    if (ids.length >= chartLimit) {
      throw new ConflictError(`A project shows at most ${chartLimit} charts. Remove one that is not needed.`);
    }
    const { rows } = await client.query<{ id: string }>(
      `INSERT INTO log_chart (project_id, title, query, period, position, created_by)
       VALUES ($1, $2, $3, $4, $5, $6) RETURNING id`,
      [projectId, title, canonical, period, ids.length + 1, ctx.actor.userId],
    );
    const [row] = rows;
    if (row === undefined) throw new Error("The chart was not stored");
    if (place !== undefined) await placeChart(client, projectId, ids, { id: row.id, place });
    return row;
  });
}

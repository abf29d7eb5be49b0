import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { countDeadLetters } from "@/lib/dead-letters/count-dead-letters";
import { findProject } from "@/lib/projects/find-project";
import { countOutcomes, type OutcomeSum } from "./count-outcomes";
import { rangeOf } from "./project-overview";
import { allCategories, type KeyStats, outcomeNames, type ProjectStats, type StatsQuery } from "./schemas";

/**
 * What became of everything that a project received in a period: received = the sum of all outcomes, from the
 * counters alone. @throws NotFoundError
 */
export async function readProjectStats(
  ctx: Context,
  { slug, period, category, key }: { slug: string } & StatsQuery,
  now: Date = new Date(),
): Promise<ProjectStats> {
  authorize(ctx, "project:read");
  const { id } = await findProject(ctx, slug);
  const { from, to, stepMs } = rangeOf(period, now);
  const [sums, keys, deadLetterCount] = await Promise.all([
    countOutcomes({
      projectId: id,
      from,
      to,
      stepMs,
      category: category === allCategories ? null : category,
      keyId: key ?? null,
    }),
    listKeyNames(id),
    countDeadLetters(id),
  ]);
  const of = (kind: OutcomeSum["kind"]) => sums.filter((sum) => sum.kind === kind);
  const perStep = (parts: OutcomeSum[]) => {
    const counts = Array.from({ length: (to.getTime() - from.getTime()) / stepMs }, () => 0);
    for (const { step, quantity } of parts) counts[step] = quantity;
    return counts;
  };
  const bars = of("bar");
  const outcomes = [...new Set(bars.map(({ outcome }) => outcome))].sort(bySeverity).map((outcome) => {
    const parts = bars.filter((bar) => bar.outcome === outcome);
    return { outcome, total: total(parts), counts: perStep(parts) };
  });
  return {
    from: from.toISOString(),
    to: to.toISOString(),
    stepMs,
    received: perStep(of("received")),
    receivedTotal: total(of("total")),
    outcomes,
    reasons: of("reason")
      .map(({ outcome, name, quantity }) => ({ outcome, reason: name, quantity }))
      .sort((a, b) => b.quantity - a.quantity),
    keys: toKeys(of("key"), keys),
    categories: of("category")
      .map(({ name, quantity }) => ({ category: name, quantity }))
      .sort((a, b) => b.quantity - a.quantity),
    deadLetterCount,
  };
}

/** The order of `outcomeNames`; names of another version of this program come last. */
function bySeverity(a: string, b: string): number {
  return severityOf(a) - severityOf(b) || (a < b ? -1 : 1);
}

function severityOf(name: string): number {
  const index = outcomeNames.findIndex((known) => known === name);
  return index < 0 ? outcomeNames.length : index;
}

function total(sums: OutcomeSum[]): number {
  return sums.reduce((sum, { quantity }) => sum + quantity, 0);
}

function toKeys(sums: OutcomeSum[], names: Map<string, string>): KeyStats[] {
  const ids = new Set([...names.keys(), ...sums.map(({ name }) => name)]);
  const keys = [...ids].map((id) => {
    const own = sums.filter(({ name }) => name === id);
    const received = total(own);
    const accepted = total(own.filter(({ outcome }) => outcome === "accepted"));
    const duplicates = total(own.filter(({ outcome }) => outcome === "duplicate"));
    const dropped = received - accepted - duplicates;
    return { id, name: names.get(id) ?? null, received, accepted, duplicates, dropped };
  });
  return keys.sort((a, b) => b.received - a.received);
}

async function listKeyNames(projectId: number): Promise<Map<string, string>> {
  const { rows } = await pool().query<{ id: string; name: string }>(
    "SELECT id, name FROM project_key WHERE project_id = $1 ORDER BY created_at, id",
    [projectId],
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}

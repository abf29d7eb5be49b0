import type { PoolClient } from "pg";
import { levelName } from "@/lib/events/level";
import { isScanned, readPlan, selectEvents } from "@/lib/alerts/events/scan-events";
import type { JudgedRule } from "@/lib/alerts/rule-context";
import type { ThresholdCondition } from "@/lib/alerts/schemas";
import type { LogEngine } from "@/lib/logs/engine/engine";
import { searchLines } from "@/lib/logs/query/search-lines";
import type { FiringFacts } from "@/lib/notifications/facts";
import { contextOfRule } from "@/lib/alerts/rule-context";
import { cutText } from "@/lib/protocol/normalise/clean-text";
import { queryOf } from "./describe-condition";

const MOST = 5;
const LENGTH = 200;
const AROUND_MS = 60_000;

type Samples = FiringFacts["samples"];

/** The newest events or lines of a window, for the message; none when they cannot be had at once: the message goes all the same. */
export async function readSamples(
  db: PoolClient,
  rule: JudgedRule,
  condition: ThresholdCondition,
  window: { group: string; from: Date; to: Date; projects: string[] },
  engine?: LogEngine,
): Promise<Samples> {
  if (condition.measure.kind === "silence") return [];
  try {
    return condition.dataset === "logs"
      ? await readLines(rule, condition, window, engine)
      : await readEvents(db, rule, condition, window);
  } catch {
    return [];
  }
}

async function readEvents(
  db: PoolClient,
  rule: JudgedRule,
  condition: ThresholdCondition,
  { group, from, to }: { group: string; from: Date; to: Date },
): Promise<Samples> {
  const plan = readPlan(queryOf(condition, group));
  // What only a look inside tells is left to the search that the message leads to.
  if (isScanned(plan, [])) return [];
  const { sql, params } = selectEvents(rule, plan, { from, to });
  const { rows } = await db.query<{ id: string; at: Date; level: number; type: string; message: string }>(
    `SELECT replace(e.id::text, '-', '') AS id, e.received_at AS at, e.level, i.type, i.message ${sql}
      ORDER BY e.received_at DESC, e.seq DESC LIMIT ${MOST}`,
    params,
  );
  return rows.map(({ id, at, level, type, message }) => ({
    at: at.toISOString(),
    level: levelName(level),
    text: cutText([type, message].filter(Boolean).join(": "), LENGTH),
    path: `/events/${id}`,
  }));
}

async function readLines(
  rule: JudgedRule,
  condition: ThresholdCondition,
  { group, from, to, projects }: { group: string; from: Date; to: Date; projects: string[] },
  engine?: LogEngine,
): Promise<Samples> {
  const query = queryOf(condition, group);
  const input = {
    project: [],
    query,
    from: from.toISOString(),
    to: to.toISOString(),
    order: "newest",
    limit: MOST,
  } as const;
  const { lines } = await searchLines(
    contextOfRule(rule),
    { ...input, project: [], fields: [] },
    { now: to, ...(engine && { engine }) },
  );
  return lines.map(({ time, level, message }) => {
    const at = Date.parse(time);
    const around = {
      from: new Date(at - AROUND_MS).toISOString(),
      to: new Date(at + AROUND_MS).toISOString(),
    };
    return {
      at: new Date(at).toISOString(),
      level,
      text: cutText(message, LENGTH),
      path: `/logs?${new URLSearchParams({ query, project: projects.join(","), ...around })}`,
    };
  });
}

import type { PoolClient } from "pg";
import { writeGroup } from "@/lib/alerts/group-key";
import type { Found } from "@/lib/alerts/judge/measured";
import type { JudgedRule } from "@/lib/alerts/rule-context";
import type { ThresholdCondition } from "@/lib/alerts/schemas";
import { columnOf, readField, showColumn } from "./event-fields";
import { isScanned, readPlan, scanEvents, selectEvents, type Stretch } from "./scan-events";

type Condition = Pick<ThresholdCondition, "query" | "measure" | "groupBy">;

/** Unique values, average or percentile of a field of the events of a stretch, by group. @throws TooManyEventsError */
export async function measureValues(
  db: PoolClient,
  rule: JudgedRule,
  { query, measure, groupBy }: Condition,
  stretch: Stretch,
): Promise<Map<string, Found>> {
  const field = "field" in measure ? measure.field : "";
  const plan = readPlan(query);
  const [own, ...columns] = [field, ...groupBy].map(columnOf);
  if (measure.kind === "unique" && own && !isScanned(plan, columns)) {
    const { sql, params } = selectEvents(rule, plan, stretch);
    const extra = columns.map((column, place) => `, ${column} AS c${place}`).join("");
    const by = columns.length > 0 ? `GROUP BY ${columns.map((_, place) => place + 3).join(", ")}` : "";
    const { rows } = await db.query<{ value: number; basis: number } & Record<string, string>>(
      `SELECT count(DISTINCT nullif(${own}, ''))::int AS value, count(*)::int AS basis${extra} ${sql} ${by}`,
      params,
    );
    return new Map(
      rows.map((row) => [
        writeGroup(
          groupBy,
          groupBy.map((name, place) => showColumn(name, row[`c${place}`] ?? "")),
        ),
        { value: row.value, basis: row.basis },
      ]),
    );
  }
  const groups = new Map<string, string[]>();
  const selected = [own, ...columns].map((column) => column ?? "''");
  for await (const portion of scanEvents(db, rule, plan, stretch, selected)) {
    for (const { facts, columns: given } of portion) {
      const valueOf = (name: string, place: number) =>
        columnOf(name) === null ? readField(facts, name) : showColumn(name, given[place] ?? "");
      const group = writeGroup(
        groupBy,
        groupBy.map((name, place) => valueOf(name, place + 1)),
      );
      const values = groups.get(group) ?? [];
      values.push(valueOf(field, 0));
      groups.set(group, values);
    }
  }
  return new Map([...groups].map(([group, values]) => [group, reduceValues(measure, values)]));
}

/** The measure of the values of some events; an empty one is none. */
function reduceValues(measure: ThresholdCondition["measure"], values: readonly string[]): Found {
  const given = values.filter((value) => value !== "");
  if (measure.kind === "unique") return { value: new Set(given).size, basis: values.length };
  const numbers = given
    .map(Number)
    .filter(Number.isFinite)
    .sort((a, b) => a - b);
  if (numbers.length === 0) return { value: null, basis: values.length };
  if (measure.kind === "percentile") {
    const place = Math.ceil((measure.percentile / 100) * numbers.length) - 1;
    return { value: numbers[Math.max(0, place)] ?? null, basis: values.length };
  }
  return { value: numbers.reduce((sum, one) => sum + one, 0) / numbers.length, basis: values.length };
}

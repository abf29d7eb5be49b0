import type { PoolClient } from "pg";
import { writeGroup } from "@/lib/alerts/group-key";
import { minuteOf } from "@/lib/alerts/judge/schedule";
import type { JudgedRule } from "@/lib/alerts/rule-context";
import { columnOf, readField, showColumn } from "./event-fields";
import { isScanned, readPlan, scanEvents, selectEvents, type Stretch } from "./scan-events";

/** Events of a group within a minute (its start, milliseconds). */
export interface MinuteCount {
  minute: number;
  group: string;
  quantity: number;
}

/** How many events a query of a rule finds, by minute and group. @throws TooManyEventsError */
export async function countEvents(
  db: PoolClient,
  rule: JudgedRule,
  query: string,
  groupBy: readonly string[],
  stretch: Stretch,
): Promise<MinuteCount[]> {
  const plan = readPlan(query);
  const columns = groupBy.map(columnOf);
  if (isScanned(plan, columns)) {
    const counts = new Map<string, MinuteCount>();
    for await (const portion of scanEvents(
      db,
      rule,
      plan,
      stretch,
      columns.map((column) => column ?? "''"),
    )) {
      for (const { facts, columns: given } of portion) {
        const values = groupBy.map((field, place) =>
          columns[place] === null ? readField(facts, field) : showColumn(field, given[place] ?? ""),
        );
        const minute = minuteOf(facts.record.receivedAt.getTime());
        const group = writeGroup(groupBy, values);
        const name = `${minute} ${group}`;
        const count = counts.get(name) ?? { minute, group, quantity: 0 };
        count.quantity++;
        counts.set(name, count);
      }
    }
    return [...counts.values()];
  }
  const { sql, params } = selectEvents(rule, plan, stretch);
  const extra = columns.map((column, place) => `, ${column} AS c${place}`).join("");
  const by = ["1", ...columns.map((_, place) => String(place + 3))].join(", ");
  const { rows } = await db.query<{ minute: Date; quantity: number } & Record<string, string>>(
    `SELECT date_trunc('minute', e.received_at) AS minute, count(*)::int AS quantity${extra} ${sql} GROUP BY ${by}`,
    params,
  );
  return rows.map((row) => ({
    minute: row.minute.getTime(),
    quantity: row.quantity,
    group: writeGroup(
      groupBy,
      groupBy.map((field, place) => showColumn(field, row[`c${place}`] ?? "")),
    ),
  }));
}

import type { LogRow } from "@/lib/logs/schemas";

/** What stands in the list: a day that begins, a line, and what is open below a line. */
export type LogItem =
  | { kind: "day"; id: string; day: string }
  | { kind: "line"; id: string; line: LogRow; rowIndex: number }
  | { kind: "open"; id: string; line: LogRow; rowIndex: number };

/** The items of a list, top to bottom. Days are told apart in UTC, and not named where all lines are of `today` (YYYY-MM-DD). */
export function listItems(lines: readonly LogRow[], open: ReadonlySet<string>, today: string): LogItem[] {
  const isLong = [lines[0], lines.at(-1)].some((line) => line?.time.slice(0, 10) !== today);
  const items: LogItem[] = [];
  let day = "";
  let rowIndex = 1;
  for (const line of lines) {
    const own = line.time.slice(0, 10);
    if (isLong && own !== day) items.push({ kind: "day", id: `day ${own}`, day: own });
    day = own;
    rowIndex += 1;
    items.push({ kind: "line", id: line.id, line, rowIndex });
    if (!open.has(line.id)) continue;
    rowIndex += 1;
    items.push({ kind: "open", id: `open ${line.id}`, line, rowIndex });
  }
  return items;
}

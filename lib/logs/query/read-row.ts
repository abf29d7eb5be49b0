import type { LogCell } from "@/lib/logs/engine/engine";
import { levelOf } from "@/lib/logs/levels";
import { keepDigits } from "@/lib/logs/parse/keep-digits";
import type { LogJson, LogRow } from "@/lib/logs/schemas";
import { writeTime } from "./read-time";
import { bigOf, textOf } from "./read-cell";

/** Characters that lists show. */
const MESSAGE = 4000;
const ATTRIBUTE = 1000;

/** How much of a line is read: all of it, as much as lists show, or that without its attributes. */
export type LineExtent = "whole" | "listed" | "bare";

/** What `readRow` reads, in its order. The message is cut in SQL already, one character later than in lists. */
export const rowColumns = (extent: LineExtent) =>
  `t, n, CAST(chunk AS VARCHAR), project_id, l, w, h, s, g, o, r, p, ${extent === "whole" ? "m" : `left(m, ${MESSAGE + 1})`}, ${extent === "bare" ? "NULL" : "a"}`;

/** A row of `rowColumns` as a line. */
export function readRow(
  cells: readonly LogCell[],
  projects: ReadonlyMap<number, string>,
  extent: LineExtent = "listed",
): LogRow {
  const [t, n, chunk, project, l, w, h, s, g, o, r, p, m, a] = cells;
  const message = textOf(m);
  const attributes = readAttributes(textOf(a));
  const isWhole = extent === "whole";
  const cut = isWhole ? { attributes, isCut: false } : cutAttributes(attributes);
  const severity = Number(l);
  return {
    id: `${textOf(chunk)}-${Number(n)}`,
    time: writeTime(bigOf(t)),
    project: projects.get(Number(project)) ?? "",
    level: levelOf(severity),
    severity,
    word: textOf(w),
    host: textOf(h),
    service: textOf(s),
    logger: textOf(g),
    source: textOf(o),
    traceId: textOf(r),
    spanId: textOf(p),
    message: isWhole ? message : message.slice(0, MESSAGE).toWellFormed(),
    attributes: cut.attributes,
    computed: {},
    isCut: extent === "bare" || cut.isCut || (!isWhole && message.length > MESSAGE),
  };
}

function readAttributes(json: string): Record<string, LogJson> {
  if (json === "") return {};
  // A browser has no integers of 64 bits: as text they keep all digits.
  return keepDigits(json, JSON.parse(json) as Record<string, LogJson>, String);
}

function cutAttributes(attributes: Record<string, LogJson>): {
  attributes: Record<string, LogJson>;
  isCut: boolean;
} {
  let isCut = false;
  const entries = Object.entries(attributes).map(([key, value]): [string, LogJson] => {
    const written =
      typeof value === "string" ? value : typeof value === "object" ? JSON.stringify(value) : "";
    if (written.length <= ATTRIBUTE) return [key, value];
    isCut = true;
    return [key, written.slice(0, ATTRIBUTE).toWellFormed()];
  });
  return { attributes: Object.fromEntries(entries), isCut };
}

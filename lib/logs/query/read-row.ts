import type { LogCell } from "@/lib/logs/engine/engine";
import { levelOf } from "@/lib/logs/levels";
import { keepDigits } from "@/lib/logs/parse/keep-digits";
import type { LogJson, LogRow } from "@/lib/logs/schemas";
import type { Frame } from "./compile/frame";
import { writeTime } from "./read-time";
import { bigOf, textOf } from "./read-cell";

/** Characters that lists show. */
const MESSAGE = 4000;
const ATTRIBUTE = 1000;

/** How much of a line is read: all of it, as much as lists show, or as much as they show of some fields. */
export type LineExtent = "whole" | "listed" | readonly string[];

/** Our own columns that a line may be read without, by the names of their fields. */
const ownColumns = { h: "host", s: "service", g: "logger", o: "source", r: "trace", p: "span" } as const;
const ownNames: ReadonlySet<string> = new Set([...Object.values(ownColumns), "project", "level"]);

/** What `readRow` reads, in its order. Long texts are cut in SQL already, one character later than in lists. */
export function rowColumns(extent: LineExtent, frame: Pick<Frame, "attribute" | "allAttributes">): string {
  const own = Object.entries(ownColumns).map(([column, name]) =>
    typeof extent === "string" || extent.includes(name) ? column : "NULL",
  );
  const attributes =
    typeof extent === "string"
      ? [frame.allAttributes()]
      : listAttributes(extent).flatMap((key) => {
          const { text, json } = frame.attribute(key);
          return [`CASE WHEN ${json} IS NULL THEN left(${text}, ${ATTRIBUTE + 1}) END`, json];
        });
  const message = extent === "whole" ? "m" : `left(m, ${MESSAGE + 1})`;
  return ["t, n, CAST(chunk AS VARCHAR), project_id, l, w", ...own, message, ...attributes].join(", ");
}

function listAttributes(fields: readonly string[]): string[] {
  return [...new Set(fields)].filter((name) => !ownNames.has(name));
}

/** A row of `rowColumns` as a line. */
export function readRow(
  cells: readonly LogCell[],
  projects: ReadonlyMap<number, string>,
  extent: LineExtent = "listed",
): LogRow {
  const [t, n, chunk, project, l, w, h, s, g, o, r, p, m, ...rest] = cells;
  const message = textOf(m);
  const attributes = readAttributes(typeof extent === "string" ? textOf(rest[0]) : joinMembers(extent, rest));
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
    isCut: typeof extent !== "string" || cut.isCut || (!isWhole && message.length > MESSAGE),
  };
}

/** The JSON of an object of these fields, of a text and a JSON text for each. */
function joinMembers(fields: readonly string[], cells: readonly LogCell[]): string {
  const members = listAttributes(fields).flatMap((key, at) => {
    const [text = null, json = null] = cells.slice(at * 2, at * 2 + 2);
    if (json === null && text === null) return [];
    return [`${JSON.stringify(key)}:${json === null ? JSON.stringify(text) : textOf(json)}`];
  });
  return `{${members.join(",")}}`;
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

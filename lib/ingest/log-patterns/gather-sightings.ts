import type { PreparedEvent } from "@/lib/ingest/prepared-event";
import { writeTime } from "@/lib/logs/query/read-time";
import { readLines, type TailLine } from "@/lib/logs/tail/tail-line";
import { matchTemplate } from "@/lib/logs/issues/match-template";
import { environmentOf, eventLevel, prepareLine, releaseOf, type SourceLine } from "./prepare-line";
import type { LivePattern } from "@/lib/logs/issues/read-patterns";
import type { WaitingChunk } from "./read-waiting";

/** Kinds of lines of a pattern that are told apart in a chunk; further ones count as the last of them. */
const MOST_KINDS = 50;

/** Lines of a pattern that counters need not tell apart, as the newest of them. */
export interface Sighting {
  event: PreparedEvent;
  lines: number;
}

interface Kind {
  newest: TailLine;
  lines: number;
}

/**
 * The lines of chunks that fit patterns, told apart by what is counted of events: host, service, logger, level, environment,
 * release. In order of receipt; of one pattern and chunk, the kind of the newest line comes last.
 */
export function gatherSightings(
  patterns: readonly LivePattern[],
  chunks: readonly WaitingChunk[],
): Sighting[] {
  return chunks.flatMap(({ id, receivedAt, body }) => {
    const asked = patterns.filter(({ since }) => since < receivedAt);
    const found = asked.map(() => new Map<string, Kind>());
    for (const line of readLines(0, id, body)) {
      const message = line.m.toLowerCase();
      for (const [index, { template }] of asked.entries())
        if (matchTemplate(template, message)) add(found[index] as Map<string, Kind>, line);
    }
    return asked.flatMap((pattern, index) =>
      [...(found[index]?.values() ?? [])]
        .toSorted((a, b) => (a.newest.t < b.newest.t ? -1 : 1))
        .map(({ newest, lines }) => ({ event: prepareLine(pattern, toSource(newest), receivedAt), lines })),
    );
  });
}

function add(kinds: Map<string, Kind>, line: TailLine): void {
  const name = nameOf(line);
  const kind = kinds.get(name) ?? (kinds.size < MOST_KINDS ? undefined : [...kinds.values()].at(-1));
  if (kind === undefined) kinds.set(name, { newest: line, lines: 1 });
  else {
    kind.lines += 1;
    if (line.t >= kind.newest.t) kind.newest = line;
  }
}

function nameOf({ h, s, g, l, a }: TailLine): string {
  return JSON.stringify([
    h,
    s,
    g,
    eventLevel(l),
    environmentOf({ attributes: a }),
    releaseOf({ attributes: a }),
  ]);
}

function toSource({ chunk, n, t, l, h, s, g, r, p, m, a }: TailLine): SourceLine {
  return {
    id: `${chunk}-${n}`,
    time: writeTime(t),
    severity: l,
    host: h ?? "",
    service: s ?? "",
    logger: g ?? "",
    traceId: r ?? "",
    spanId: p ?? "",
    message: m,
    attributes: a,
  };
}

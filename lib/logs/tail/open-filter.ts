import type { LookupTable } from "@/lib/logs/query/compile/frame";
import type { Question } from "@/lib/logs/query/read-question";
import type { LogRow } from "@/lib/logs/schemas";
import { matchFilter, type TailFrame } from "./match/match-filter";
import { passLine } from "./stages/pass-line";
import type { TailLine } from "./tail-line";

/** What a question makes of a line: the fields that its stages made, or null for a line that it does not find. */
export type LineFilter = (line: TailLine) => LogRow["computed"] | null;

/** A question over lines in memory, by the meaning that it has in the store. @throws StageFault */
export function openFilter(
  { pipeline, lineStages }: Question,
  frame: TailFrame,
  lookups: ReadonlyMap<string, LookupTable> = new Map(),
): LineFilter {
  const test = matchFilter(pipeline.filter, frame);
  const pass = passLine(lineStages, frame, lookups);
  return (line) => (test(line) ? pass(line) : null);
}

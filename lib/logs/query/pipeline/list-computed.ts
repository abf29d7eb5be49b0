import type { Stage } from "./ast";
import { checkPattern } from "./check-pattern";
import { readGrok } from "./read-grok";
import { readTemplate } from "./read-template";

/** What an `extract` or `parse` takes out: a pattern of RE2 and the field of each of its groups; null for the other methods. */
export function readCaptures(
  stage: Stage,
): { source: string; captures: { name: string | null; isNumber: boolean }[] } | null {
  if (stage.verb === "parse") return orNull(readTemplate(stage.template));
  if (stage.verb !== "extract") return null;
  if (stage.method === "grok") return orNull(readGrok(stage.pattern));
  if (stage.method !== "regex") return null;
  const checked = checkPattern(stage.pattern);
  if ("problem" in checked) return null;
  return { source: checked.source, captures: checked.groups.map((name) => ({ name, isNumber: false })) };
}

function orNull<T extends object>(found: T | { problem: string }): T | null {
  return "problem" in found ? null : found;
}

/** The names of new fields that stages make out of lines, in order; what tables make is not among them. */
export function listComputed(stages: readonly Stage[]): string[] {
  const found = stages.flatMap((stage) => {
    if (stage.verb === "eval") return stage.assignments.map(({ name }) => name);
    if (stage.verb === "extract" && stage.names.length > 0) return stage.names;
    return (readCaptures(stage)?.captures ?? []).flatMap(({ name }) => (name === null ? [] : [name]));
  });
  return [...new Set(found)];
}

import type { Stage } from "./ast";

/** Stages that look at one line at a time: what they give can be paged, counted and faceted like the lines themselves. */
const single: readonly Stage["verb"][] = ["extract", "parse", "where", "eval", "lookup"];

/** Whether a stage takes and gives single lines. */
export function isSingle(stage: Stage): boolean {
  return single.includes(stage.verb) || (stage.verb === "sample" && stage.isShare);
}

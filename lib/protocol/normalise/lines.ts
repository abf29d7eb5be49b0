import { cleanText, cutText } from "./clean-text";
import type { Source } from "./source";

const MAX_LINES = 20;
const MAX_LINE = 1024;

/** Source lines around a place: the 20 that are nearest to it. */
export function readLines(source: Source, key: "pre_context" | "post_context"): string[] | undefined {
  const list = source.list(key);
  const near = key === "pre_context" ? list?.slice(-MAX_LINES) : list?.slice(0, MAX_LINES);
  return near?.map((line) => {
    if (line === null) return "";
    return cutText(cleanText(typeof line === "string" ? line : JSON.stringify(line)), MAX_LINE);
  });
}

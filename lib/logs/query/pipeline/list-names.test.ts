import { expect, test } from "vitest";
import { listNames } from "./list-names";
import { parsePipeline } from "./parse-pipeline";

function namesOf(text: string): string[] {
  const { pipeline, errors } = parsePipeline(text);
  expect(errors, text).toEqual([]);
  return listNames(pipeline.stages).map(({ name }) => name);
}

test.each([
  ["a:1 | stats count(b), p95(c + d) by e, lower(f)", ["b", "c", "d", "e", "f"]],
  ["| timechart count() by a", ["a"]],
  ["| top 5 a by b", ["a", "b"]],
  ["| where not a = 1 or -b > 2 | sort -c | dedup d | fields e | limit 5", ["a", "b", "c", "d", "e"]],
  ["| transaction by a, b", ["a", "b"]],
  ['| parse "x={a:int}" from b | eval c = a + d | where c > 1', ["b", "d"]],
  // What a table has is known, and the rest of what these take out is not.
  ["| stats count() as n by a | where n > b", ["a"]],
  ["a | extract json from b | where c = 1", ["b"]],
  ["| extract logfmt | stats count() by a", []],
  ["| lookup teams on a | stats count() by team", ["a"]],
  ["| patterns", []],
])("%s names fields", (text, names) => {
  expect(namesOf(text)).toEqual(names);
});

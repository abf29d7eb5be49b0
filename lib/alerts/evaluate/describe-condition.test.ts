import { expect, it } from "vitest";
import { planEventQuery } from "@/lib/alerts/events/plan-query";
import { thresholdConditionSchema } from "@/lib/alerts/schemas";
import { readQuestion } from "@/lib/logs/query/read-question";
import { queryOf } from "./describe-condition";

const ask = (dataset: "events" | "logs", query: string, groupBy = ["host"]) =>
  thresholdConditionSchema.parse({
    kind: "threshold",
    dataset,
    query,
    groupBy,
    measure: { kind: "count" },
    windowMinutes: 5,
    critical: 1,
  });

it.each([
  ["", 'host:"web 1"'],
  ["level:error", 'level:error host:"web 1"'],
  ["a OR b", '(a OR b) host:"web 1"'],
  ['| parse "took {n:int} ms"', 'host:"web 1" | parse "took {n:int} ms"'],
  ['a OR b | parse "x | y {n}" | where n = 1', '(a OR b) host:"web 1" | parse "x | y {n}" | where n = 1'],
  ['"a | b"', '"a | b" host:"web 1"'],
])("asks %s of one group of log lines", (query, expected) => {
  const own = queryOf(ask("logs", query), 'host:"web 1"');
  expect(own).toBe(expected);
  expect(readQuestion(own).report.errors).toEqual([]);
});

it("asks events the same, and leaves alone what has no groups", () => {
  const own = queryOf(ask("events", 'error OR "a | b"', ["environment"]), "environment:production");
  expect(own).toBe('(error OR "a | b") environment:production');
  expect(planEventQuery(own).faults).toEqual([]);
  expect(queryOf(ask("logs", "a OR b", []), "")).toBe("a OR b");
});

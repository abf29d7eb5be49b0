import { describe, expect, it } from "vitest";
import { conditionSchema } from "@/lib/alerts/schemas";
import type { z } from "zod";
import { sentenceOf } from "./sentence-of";

type Input = z.input<typeof conditionSchema>;
const write = (condition: Input) => sentenceOf(conditionSchema.parse(condition));
const threshold = {
  kind: "threshold",
  dataset: "events",
  query: "level:error",
  measure: { kind: "count" },
  windowMinutes: 15,
  critical: 1200,
} as const;

describe("the sentence of a rule over issues", () => {
  it("names what may happen, and which issues it is about", () => {
    expect(write({ kind: "issue", triggers: ["new"] })).toBe("A new issue");
    expect(
      write({ kind: "issue", triggers: ["new", "regressed", "escalating"], query: " is:unassigned " }),
    ).toBe("A new issue, a regression or an issue that escalates matching is:unassigned");
  });

  it("says how often it is seen", () => {
    const seen = { count: 100, of: "events", withinMinutes: 90 } as const;
    expect(write({ kind: "issue", triggers: ["seen"], seen })).toBe(
      "An issue seen 100 times within 1 h 30 min",
    );
    expect(write({ kind: "issue", triggers: ["seen"], seen: { ...seen, count: 1, of: "users" } })).toBe(
      "An issue seen by 1 user within 1 h 30 min",
    );
    expect(write({ kind: "issue", triggers: ["seen"] })).toBe("An issue that is seen often");
  });
});

describe("the sentence of a rule over a measure", () => {
  it.each<[string, Partial<Extract<Input, { kind: "threshold" }>>]>([
    ["Events matching level:error go above 1,200 within 15 min", {}],
    [
      "Log lines go below 3 within 1 d",
      { dataset: "logs", query: "", comparison: "below", critical: 3, windowMinutes: 1440 },
    ],
    [
      "Events matching level:error go above 0.5 a minute within 15 min",
      { measure: { kind: "rate" }, critical: 0.5 },
    ],
    [
      "Different values of user.id in events matching level:error go above 20 within 15 min",
      { measure: { kind: "unique", field: "user.id" }, critical: 20 },
    ],
    [
      "The average of took in log lines goes above 800 within 15 min",
      { dataset: "logs", query: "", measure: { kind: "average", field: "took" }, critical: 800 },
    ],
    [
      "P99.9 of took in log lines goes above 800 within 15 min, per host and service",
      {
        dataset: "logs",
        query: "",
        measure: { kind: "percentile", field: "took", percentile: 99.9 },
        critical: 800,
        groupBy: ["host", "service"],
      },
    ],
    [
      "Events matching level:error go above 5% of all events within 15 min, 2 checks in a row",
      { measure: { kind: "ratio", other: "" }, critical: 5, checks: 2 },
    ],
    [
      "Events matching level:error go above 5% of all events matching release:2 within 15 min",
      { measure: { kind: "ratio", other: "release:2" }, critical: 5 },
    ],
    ["No events for 15 min", { measure: { kind: "silence" }, query: "" }],
    [
      "A new pattern in log lines matching level:error within 1 h",
      { dataset: "logs", measure: { kind: "new_pattern" }, windowMinutes: 60 },
    ],
    [
      "Events matching level:error change by more than +50% against the week before within 15 min",
      { changeFrom: "week", critical: 50 },
    ],
    [
      "Events matching level:error change by less than −50% against the day before within 15 min",
      { changeFrom: "day", comparison: "below", critical: -50 },
    ],
  ])("%s", (sentence, change) => {
    expect(write({ ...threshold, ...change })).toBe(sentence);
  });
});

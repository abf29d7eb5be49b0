import { describe, expect, it } from "vitest";
import { emptyRule } from "@/components/alerts/ready-made";
import { standardThreshold } from "@/components/alerts/standard-threshold";
import { backtestSchema, type ThresholdCondition } from "@/lib/alerts/schemas";
import { questionOf } from "./question";

const count = standardThreshold("events", { kind: "count" });
const ask = (change: Partial<ThresholdCondition>, projects = ["web"]) =>
  questionOf(emptyRule(projects, { ...count, ...change }), 7);

describe("what can be replayed", () => {
  it("is a whole draft", () => {
    expect(backtestSchema.parse(ask({}))).toEqual(ask({}));
    const issues = { kind: "issue", triggers: ["new"], seen: null, query: "" } as const;
    expect(questionOf(emptyRule(["web"], { ...issues, triggers: ["new"] }), 30)).toMatchObject({ days: 30 });
  });

  it.each<[string, Partial<ThresholdCondition>, string[]?]>([
    ["a number that is none", { critical: Number.NaN }],
    ["another one", { warning: Number.NaN }],
    ["a percentile", { measure: { kind: "percentile", field: "x", percentile: Number.NaN } }],
    ["a field without a name", { measure: { kind: "unique", field: " " } }],
    ["a group without a name", { groupBy: ["host", ""] }],
    ["no project", {}, []],
  ])("is no draft with %s", (_, change, projects) => {
    expect(ask(change, projects)).toBeNull();
  });

  it("is no draft of nothing that happens", () => {
    const none = { kind: "issue", triggers: [], seen: null, query: "" } as const;
    expect(questionOf(emptyRule(["web"], { ...none, triggers: [] }), 7)).toBeNull();
  });
});

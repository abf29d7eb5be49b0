import { describe, expect, it } from "vitest";
import { ruleInputSchema, type ThresholdCondition } from "@/lib/alerts/schemas";
import { alertOfIssue, alertOfView } from "./alert-of-view";
import { draftFromAddress } from "./draft-from-address";
import { type AlertBeginning, newAlertHref } from "./new-alert-href";

const beginner = { projects: ["web", "api", "jobs"], userId: "u1" };
const draft = (address: string) => draftFromAddress(new URLSearchParams(address), beginner);
const via = (beginning: AlertBeginning) => draft(newAlertHref(beginning).split("?")[1] ?? "");
const conditionOf = (address: string) => draft(address).definition.condition;

describe("an address becomes a rule", () => {
  it("of new issues everywhere when it says nothing, told to who begins it", () => {
    expect(draft("")).toMatchObject({
      name: "",
      projects: ["web", "api", "jobs"],
      definition: {
        condition: { kind: "issue", triggers: ["new", "regressed"], query: "" },
        recipients: [{ to: { type: "user", id: "u1" } }],
      },
    });
  });

  it("with what a list of issues is filtered by", () => {
    const beginning = {
      dataset: "issues",
      name: "Checkout",
      query: "checkout OR basket",
      environment: "my env",
      projects: ["api"],
      levels: ["error", "fatal"],
    } as const;
    const { projects, name, definition } = via(beginning);
    expect([projects, name]).toEqual([["api"], "Checkout"]);
    expect(definition.condition).toMatchObject({
      kind: "issue",
      query: '(checkout OR basket) environment:"my env" level:[fatal, error]',
    });
    expect(
      via({ ...beginning, levels: ["error"], environment: undefined }).definition.condition,
    ).toMatchObject({ query: "(checkout OR basket) level:error" });
  });

  it("of one issue, with its name", () => {
    const { projects, name, definition } = draft(alertOfIssue("API-4F2", "api").split("?")[1] ?? "");
    expect([projects, name, definition.condition]).toEqual([
      ["api"],
      "API-4F2 comes back",
      {
        kind: "issue",
        triggers: ["regressed", "escalating", "reappeared"],
        seen: null,
        query: "issue:API-4F2",
      },
    ]);
    expect(conditionOf("triggers=seen,__proto__")).toMatchObject({ triggers: ["new", "regressed"] });
  });

  it.each([
    [
      "issues",
      "query=checkout&project=web,api&env=production&level=fatal&status=all&sort=events",
      { kind: "issue", query: "checkout environment:production level:fatal" },
    ],
    [
      "logs",
      "query=level%3Aerror+%7C+stats+count()+by+host&project=web,api&period=1h",
      { kind: "threshold", dataset: "logs", query: "level:error", groupBy: ["host"] },
    ],
  ] as const)("with what a saved list of %s keeps", (subject, address, condition) => {
    const rule = draft(alertOfView(subject, address, "Mine").split("?")[1] ?? "");
    expect([rule.name, rule.projects]).toEqual(["Mine", ["web", "api"]]);
    expect(rule.definition.condition).toMatchObject(condition);
  });

  it("leaves what the query says by itself", () => {
    expect(conditionOf("query=environment:a&environment=a&level=error")).toMatchObject({
      query: "environment:a level:error",
    });
  });

  it.each([
    ["measure=rate", { kind: "rate" }, 10],
    ["measure=unique:user.id", { kind: "unique", field: "user.id" }, 50],
    ["measure=average:a:b", { kind: "average", field: "a:b" }, 1000],
    ["measure=p99.5:duration", { kind: "percentile", field: "duration", percentile: 99.5 }, 1000],
    ["measure=ratio:level:>%3Derror", { kind: "ratio", other: "level:>=error" }, 5],
    ["measure=silence", { kind: "silence" }, 0],
    ["dataset=logs&measure=new_pattern", { kind: "new_pattern" }, 0],
  ])("measures by %s", (address, measure, critical) => {
    expect(conditionOf(address)).toMatchObject({ kind: "threshold", measure, critical });
  });

  it.each([
    ["error | stats count() by level", "error", { kind: "count" }, ["level"]],
    [
      "error | timechart span=5m p95(duration) by host",
      "error",
      { kind: "percentile", field: "duration", percentile: 95 },
      ["host"],
    ],
    ["| stats uniq(user.id) by a, b, c, d", "", { kind: "unique", field: "user.id" }, ["a", "b", "c"]],
    ["x | where status > 400 | top 5 path", "x | where status > 400", { kind: "count" }, ["path"]],
    ["x | stats sum(bytes)", "x", { kind: "count" }, []],
    ["x | patterns", "x", { kind: "count" }, []],
  ])("takes the measure of the table %s", (query, kept, measure, groupBy) => {
    const { condition } = via({ dataset: "logs", query }).definition;
    expect(condition).toMatchObject({ dataset: "logs", query: kept, measure, groupBy });
  });

  it("keeps a question that cannot be read, for whoever mends it", () => {
    expect(via({ dataset: "logs", query: "error | stats" }).definition.condition).toMatchObject({
      query: "error | stats",
      measure: { kind: "count" },
    });
  });

  it.each([
    ["new-issue", "New issues", "issue"],
    ["error-rate", "Error rate", "threshold"],
    ["no-data", "No events", "threshold"],
  ])("takes the ready-made %s", (template, name, kind) => {
    const { name: made, projects, definition } = draft(`template=${template}&projects=web`);
    expect([made, projects, definition.condition.kind]).toEqual([name, ["web"], kind]);
  });
});

describe("whatever somebody writes into it", () => {
  const long = "x".repeat(5000);
  it.each([
    "dataset=__proto__&template=constructor",
    "projects=../../etc,<script>,web%00&name=%00&environment=a%0Ab%1B[31m",
    `query=${long}&name=${long}&environment=${long}&measure=unique:${long}&groupBy=${long}`,
    "measure=p0:x&groupBy=a&groupBy=b&groupBy=c&groupBy=d",
    "measure=p100:x",
    "measure=p0.5:x",
    "measure=p1e9:x",
    "measure=unique:",
    "measure=new_pattern",
    "dataset=logs&measure=new_pattern&groupBy=a",
    "query=%ED%A0%80&level=error,<b>,__proto__",
    "dataset=logs&query=%7C%7C%7C",
    "environment=a%22%20OR%20level:%22b",
  ])("it is a rule (%#)", (address) => {
    const rule = draft(address);
    expect(ruleInputSchema.safeParse({ ...rule, name: rule.name || "x" }).error).toBeUndefined();
    expect(rule.projects.every((slug) => beginner.projects.includes(slug))).toBe(true);
  });

  it("a quotation mark in an environment ends nothing", () => {
    expect(conditionOf("environment=a%22%20OR%20level:%22b")).toMatchObject({
      query: String.raw`environment:"a\" OR level:\"b"`,
    });
  });

  it("what is made up is left out", () => {
    const condition = conditionOf("measure=p100:x&dataset=events") as ThresholdCondition;
    expect(condition.measure).toEqual({ kind: "count" });
    // Events have new issues instead.
    expect(conditionOf("dataset=events&measure=new_pattern")).toMatchObject({ measure: { kind: "count" } });
    expect(draft("projects=nobody").projects).toEqual(beginner.projects);
    expect(draft("template=__proto__").name).toBe("");
  });
});

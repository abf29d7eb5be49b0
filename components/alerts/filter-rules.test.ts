import { describe, expect, it } from "vitest";
import { conditionSchema, type RuleSummary } from "@/lib/alerts/schemas";
import { filterRules, type RuleFilter } from "./filter-rules";
import { statesOf } from "./rule-state";

const NOW = Date.parse("2026-11-23T12:00:00Z");
const all: RuleFilter = { project: "", state: null, words: "" };

function rule(change: Partial<RuleSummary>): RuleSummary {
  return {
    id: change.name ?? "",
    name: "Watch",
    projects: ["web"],
    kind: "issue",
    isEnabled: true,
    owner: null,
    ownerName: null,
    condition: conditionSchema.parse({ kind: "issue", triggers: ["new"] }),
    recipients: 1,
    status: "ok",
    since: null,
    value: null,
    firing: 0,
    silencedUntil: null,
    evaluatedUntil: null,
    trouble: "",
    lastFiredAt: null,
    updatedAt: "2026-11-01T00:00:00Z",
    mayChange: true,
    ...change,
  };
}

const silence = "2026-11-23T12:00:01Z";
const rules = [
  rule({ name: "Loud", status: "critical", silencedUntil: silence, projects: ["web", "api"] }),
  rule({ name: "Broken", trouble: "It took longer than 5 s.", ownerName: "Ada" }),
  rule({ name: "Asleep", isEnabled: false, status: "warning", silencedUntil: silence }),
  rule({ name: "Awake again", silencedUntil: "2026-11-23T12:00:00Z" }),
];
const names = (filter: Partial<RuleFilter>) =>
  filterRules(rules, { ...all, ...filter }, NOW).map(({ name }) => name);

describe("the states of a rule", () => {
  it("are all that is true of it, what counts most first, and alone that it is off", () => {
    expect(rules.map((one) => statesOf(one, NOW))).toEqual([
      ["critical", "silenced"],
      ["trouble"],
      ["off"],
      ["ok"],
    ]);
  });
});

describe("the list of rules", () => {
  it("is filtered by project, state and words, all of which must hold", () => {
    expect(names({})).toHaveLength(4);
    expect(names({ project: "api" })).toEqual(["Loud"]);
    expect(names({ state: "silenced" })).toEqual(["Loud"]);
    expect(names({ state: "off" })).toEqual(["Asleep"]);
    expect(names({ words: "  ADA new" })).toEqual(["Broken"]);
    expect(names({ words: "api a" })).toEqual(["Loud"]);
    expect(names({ project: "api", state: "ok" })).toEqual([]);
  });
});

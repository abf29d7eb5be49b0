import { describe, expect, test } from "vitest";
import { parse } from "@/lib/search/grammar/parse";
import { print } from "@/lib/search/grammar/print";
import { issueAnswers } from "@/lib/search/conditions/issue-answers";
import { isKnownState } from "@/lib/search/conditions/issue-states";
import { issueFields, issueLanguage } from "./issue-fields";
import { statusWords } from "./status-words";

describe("issue fields", () => {
  test("no name means two fields", () => {
    const names = issueFields.flatMap(({ key, aliases = [] }) => [key, ...aliases]);
    const repeated = names.filter((name, index) => names.indexOf(name) !== index);
    expect(repeated).toEqual([]);
  });

  test("what is offered can be answered", () => {
    const offered = issueFields.filter((field) => field.isTagOnly !== true).map(({ key }) => key);
    expect(offered.filter((key) => !issueAnswers.has(key))).toEqual([]);
    expect(issueFields.filter(({ key, isTagOnly }) => isTagOnly === true && issueAnswers.has(key))).toEqual(
      [],
    );
    const states = issueFields.find(({ key }) => key === "is");
    expect(states?.values?.filter((word) => !isKnownState(word))).toEqual([]);
    expect(states?.unofferedValues?.filter(isKnownState)).toEqual([]);
    expect(statusWords.filter((word) => !isKnownState(word))).toEqual([]);
  });

  test.each(issueFields.map((field) => [field.key, field] as const))("%s is described", (_, field) => {
    expect(field.description).toMatch(/^\S.{2,59}$/);
    expect(field.kinds.length).toBeGreaterThan(0);
    if (field.kinds.includes("enum")) expect(field.values).not.toHaveLength(0);
  });

  test.each([
    ["is:unresolved assigned:me", "is:unresolved assigned:me"],
    ["is:for_review !is:linked", "is:for_review !is:linked"],
    ["issue.priority:>=MEDIUM", "priority:>=medium"],
    ["assigned:[me, my_teams, #back*]", "assigned:[me, my_teams, #back*]"],
    ["regressed_in_release:latest", "regressed_in_release:latest"],
    ["assigned:#backend", "assigned:#backend"],
    ["assigned:none", "assigned:none"],
    ["assigned:[me, none]", "assigned:[me, none]"],
    ["release:latest", "release:latest"],
    ["release:web@1.4.*", "release:web@1.4.*"],
    ["firstRelease:>=2.0.0", "firstRelease:>=2.0.0"],
    ["first_seen:-24h", "firstSeen:-24h"],
    ["first-release:latest", "firstRelease:latest"],
    ["age:+12h age:-24h", "age:+12h age:-24h"],
    ["age:>7d", "age:>7d"],
    ["times_seen:>100", "timesSeen:>100"],
    ["count():>100", "timesSeen:>100"],
    ["count_unique( user ):>1k", "usersSeen:>1000"],
    ["users_seen:<5", "usersSeen:<5"],
    ["user.email:jan@example.com", "user.email:jan@example.com"],
    ['user.username:"Jane Doe"', 'user.username:"Jane Doe"'],
    ["stack.filename:src/checkout/*.ts", "stack.filename:src/checkout/*.ts"],
    ["stack.function:<lambda>", 'stack.function:"<lambda>"'],
    ["error.handled:0", "error.handled:false"],
    ["level:ERROR", "level:error"],
    ["level:>=WARNING", "level:>=warning"],
    ["!level:[info, debug]", "!level:[info, debug]"],
    ["@timestamp:>2026-11-01", "timestamp:>2026-11-01"],
    ["tags.level:custom", "tags[level]:custom"],
    ["tags.plan:free", "plan:free"],
    ["customer:acme", "customer:acme"],
  ])("%s → %s", (text, canonical) => {
    const { ast, errors } = parse(text, issueLanguage);
    expect(errors).toEqual([]);
    expect(print(ast, issueLanguage)).toBe(canonical);
  });

  test.each([
    ["is:broken", 3, 9],
    ["level:loud", 6, 10],
    ["timesSeen:>many", 11, 15],
    ["firstSeen:yesterday", 10, 19],
    ["error.handled:maybe", 14, 19],
  ])("%s is told at %i–%i", (text, from, to) => {
    expect(parse(text, issueLanguage).errors).toMatchObject([{ from, to }]);
  });
});

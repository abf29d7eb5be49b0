import { describe, expect, it } from "vitest";
import { systemContext } from "@/lib/context";
import { queryOfWords } from "@/lib/search/read-issue-query";
import { buildFilter, everyIssue } from "./build-filter";
import { issueFilterSchema, listIssuesSchema } from "./schemas";

describe("buildFilter", () => {
  it("never puts a value into the SQL", () => {
    const hostile = "'; DROP TABLE issue; --";
    const asked = { query: queryOfWords(hostile), named: null };
    const parts = buildFilter(systemContext(), { ...everyIssue, environment: hostile }, new Date(), asked);
    expect(parts.where + parts.from).not.toContain("DROP");
    expect(parts.params).toContain(hostile);
  });

  it("begins at the period, or where it is told", () => {
    const now = new Date("2026-11-18T12:00:00Z");
    const start = (change: object) =>
      buildFilter(systemContext(), { ...everyIssue, from: undefined, ...change }, now).params[0];
    expect(start({ period: "1h" })).toEqual(new Date("2026-11-18T11:00:00Z"));
    expect(start({ period: "1h", from: "2026-11-01T00:00:00Z" })).toEqual(new Date("2026-11-01T00:00:00Z"));
    expect(start({ period: "1h", to: "2026-11-01T00:00:00Z" })).toEqual(new Date(0));
  });
});

describe("the schema of a list", () => {
  it("reads an address", () => {
    const input = listIssuesSchema.parse({
      projects: "web,api",
      levels: "fatal,error",
      limit: "20",
      query: " x ",
    });
    expect(input).toMatchObject({
      projects: ["web", "api"],
      levels: ["fatal", "error"],
      limit: 20,
      query: " x ",
    });
  });

  it("takes what it gave", () => {
    const once = issueFilterSchema.parse({ projects: "web", levels: "" });
    expect(issueFilterSchema.parse(once)).toEqual(once);
  });

  it.each([
    { limit: "101" },
    { limit: "0" },
    { levels: "loud" },
    { period: "2y" },
    { projects: "a/../b" },
    { from: "yesterday" },
    { deep: "1" },
  ])("refuses %o", (input) => expect(listIssuesSchema.safeParse(input).success).toBe(false));
});

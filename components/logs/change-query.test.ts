import { describe, expect, test } from "vitest";
import { chooseValue, excludeTerm, includeTerm, listLiterals, listValues, toggleValue } from "./change-query";

describe("changing a question by a click", () => {
  test("a value goes into the filter, before the stages, and comes out again", () => {
    const asked = toggleValue('took | parse "took={ms:int}ms"', "service", "web", false);
    expect(asked).toBe('took service:web | parse "took={ms:int}ms"');
    expect(toggleValue(asked, "service", "web", false)).toBe('took | parse "took={ms:int}ms"');
    expect(toggleValue(asked, "service", "web", true)).toBe('took !service:web | parse "took={ms:int}ms"');
  });

  test("values that would be read as something else are quoted", () => {
    expect(toggleValue("", "host", "a b|c", false)).toBe('host:"a b|c"');
    expect(toggleValue("a OR b", "host", "x", false)).toBe("(a OR b) host:x");
  });

  test("a stretch of numbers is one term, included once, or excluded as a whole", () => {
    const term = "ms:>=500 ms:<1000";
    expect(includeTerm("a", term)).toBe("a ms:>=500 ms:<1000");
    expect(includeTerm(includeTerm("a", term), term)).toBe("a ms:>=500 ms:<1000");
    expect(excludeTerm("a OR b | limit 5", term)).toBe("(a OR b) -(ms:>=500 ms:<1000) | limit 5");
    const facet = { key: "ms", kind: "attribute" } as const;
    expect(chooseValue("a", facet, { value: "500 to 1k", filter: term }, false)).toBe("a ms:>=500 ms:<1000");
  });

  test("what a stage made is asked for by a stage", () => {
    const facet = { key: "user", kind: "computed" } as const;
    expect(chooseValue("a | extract logfmt user", facet, { value: 'o"x', filter: "user:x" }, true)).toBe(
      'a | extract logfmt user | where user != "o\\"x"',
    );
  });

  test("excluded levels are told", () => {
    expect(listValues("!level:debug x | limit 1")).toEqual([
      { key: "level", value: "debug", isNegated: true },
    ]);
  });
});

describe("the words that a row marks", () => {
  test("words, phrases and the message's own, but nothing that is excluded or of other fields", () => {
    expect(listLiterals('took "slow query" message:card* service:web -gone !message:lost | limit 3')).toEqual(
      ["took", "slow query", "card"],
    );
  });
});

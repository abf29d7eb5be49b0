import { array, assert, constantFrom, oneof, property, string } from "fast-check";
import { describe, expect, it } from "vitest";
import { countSteps } from "@/lib/grouping/rules/match-glob";
import type { EventTraits } from "./event-traits";
import { writeOwner } from "./owner";
import { parseRules } from "./parse-rules";
import { findOwningRules } from "./suggest-owners";

function traits(change: Partial<EventTraits> = {}): EventTraits {
  return { paths: [], modules: [], url: null, tags: new Map(), ...change };
}

const winner = (text: string, about: Partial<EventTraits>) => {
  const { rules, errors } = parseRules(text);
  expect(errors).toEqual([]);
  const [first] = findOwningRules({ rules, codeowners: [] }, traits(about));
  return first && `${first.line} ${first.owners.map(writeOwner).join(" ")}`;
};

describe("parseRules", () => {
  it.each([
    ["path:src/* #payments", ["#payments"]],
    ["path:src/* #Payments Ada@Example.com", ["#payments", "ada@example.com"]],
    ["  url:*/admin/*\t#ops ", ["#ops"]],
    ['tags.browser:"Firefox *" #web', ["#web"]],
    ["module:com.acme.* a@b", ["a@b"]],
    ["tags.sku-colour:red #shop_2.eu", ["#shop_2.eu"]],
  ])("reads %s", (line, owners) => {
    const { rules, errors } = parseRules(line);
    expect(errors).toEqual([]);
    expect(rules.map((rule) => rule.owners.map(writeOwner))).toEqual([owners]);
    expect(rules[0]?.text).toBe(line.trim());
  });

  it.each([["# path:src/* #payments"], [""], ["   \t"], ["   # a comment"]])(
    "takes %j for a comment or nothing",
    (line) => {
      expect(parseRules(line)).toEqual({ rules: [], errors: [], warnings: [] });
    },
  );

  it.each([
    ["src/* #payments", 1, "says not what to look at"],
    ["paht:src/* #payments", 1, "did you mean `path`?"],
    ["tags:x #a", 1, "name of the tag"],
    ["colour:red #a", 1, "allowed are `path`"],
    ["path: #payments", 6, "pattern is missing"],
    ["path:src/*", 11, "owners are missing"],
    ["path:src/*  payments", 13, "is no owner"],
    ["path:src/* @payments", 12, "CODEOWNERS only"],
    ["path:src/* #payments # ours", 22, "a line of its own"],
    ["path:src/[a #payments", 10, "`[` is not closed"],
    ['path:"src #payments', 6, "quote is not closed"],
  ])("says where %j is wrong", (line, column, message) => {
    const { rules, errors } = parseRules(`path:ok #a\n${line}\npath:ok #b`);
    expect(errors).toEqual([{ line: 2, column, message: expect.stringContaining(message) }]);
    expect(rules.map((rule) => rule.line)).toEqual([1, 3]);
  });

  it("is total: any text gives rules and errors, at most one of them for each line", () => {
    const piece = constantFrom(
      "path:",
      "url:",
      "tags.",
      "#",
      "@",
      '"',
      "[",
      "{",
      "*",
      "\\",
      " ",
      "\n",
      "a",
      "é",
      "\u2028",
      "\ud800",
      "\0",
      "💥",
    );
    const text = oneof(
      string(),
      array(piece).map((pieces) => pieces.join("")),
    );
    assert(
      property(text, (written) => {
        const { rules, errors } = parseRules(written);
        const lines = [...rules, ...errors].map(({ line }) => line);
        expect(new Set(lines).size).toBe(lines.length);
        const ends = written.split(/\r\n|\r|\n/);
        expect(errors.every(({ line, column }) => column <= (ends[line - 1] ?? "").length + 1)).toBe(true);
      }),
    );
  });

  it("matches in linear time, whatever the pattern and the path hold", () => {
    const word = array(constantFrom("a", "/", "*", "?", "b"), { maxLength: 60 }).map((parts) =>
      parts.join(""),
    );
    assert(
      property(word, word, (pattern, path) => {
        const { rules } = parseRules(`path:${pattern || "a"} #a`);
        const before = countSteps();
        findOwningRules({ rules, codeowners: [] }, traits({ paths: [path] }));
        expect(countSteps() - before).toBeLessThanOrEqual(2 * (path.length + 1) * (pattern.length + 4));
      }),
    );
  });
});

describe("the rule that decides", () => {
  it.each([
    ["path:src/checkout/* #pay", { paths: ["src/checkout/card.js"] }, "1 #pay"],
    ["path:src/checkout/* #pay", { paths: ["src/checkout/deep/card.js"] }, "1 #pay"],
    ["path:src/checkout/* #pay", { paths: ["/srv/shop/src/checkout/card.js"] }, "1 #pay"],
    ["path:src\\checkout\\* #pay", { paths: ["C:/app/src/checkout/card.js"] }, "1 #pay"],
    ["path:SRC/* #pay", { paths: ["src/a.js"] }, "1 #pay"],
    ["path:/src/* #pay", { paths: ["/srv/src/a.js"] }, undefined],
    ["path:src/* #pay", { paths: ["lib/mysrc/a.js"] }, undefined],
    ["path:src/\\[slug\\]/* #pay", { paths: ["src/[slug]/page.tsx"] }, "1 #pay"],
    ["path:src/* #pay", { modules: ["src/a"] }, undefined],
    ["module:com.acme.* #java", { modules: ["com.acme.Pay"] }, "1 #java"],
    ["url:*/admin/* #ops", { url: "https://shop.example/admin/users" }, "1 #ops"],
    ["tags.browser:firefox* #web", { tags: new Map([["browser", "Firefox 140"]]) }, "1 #web"],
    ["tags.Browser:firefox* #web", { tags: new Map([["browser", "Firefox 140"]]) }, undefined],
    ["path:* #all\npath:src/* #pay\nurl:* #ops", { paths: ["src/a.js"] }, "2 #pay"],
    ["path:src/* #pay\npath:* #all", { paths: ["src/a.js"] }, "2 #all"],
  ] as const)("%j for %j", (text, about, expected) => {
    expect(winner(text, about as Partial<EventTraits>)).toBe(expected);
  });

  it("is named first, and the others that match behind it", () => {
    const { rules } = parseRules("path:* #all\npath:no #no\npath:src/* #pay ada@example.com");
    const found = findOwningRules({ rules, codeowners: [] }, traits({ paths: ["src/a.js"] }));
    expect(found.map(({ line, owners }) => [line, owners.length])).toEqual([
      [3, 2],
      [1, 1],
    ]);
  });
});

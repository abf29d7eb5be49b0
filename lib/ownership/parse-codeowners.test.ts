import { array, assert, constantFrom, oneof, property, string } from "fast-check";
import { describe, expect, it } from "vitest";
import type { EventTraits } from "./event-traits";
import { writeOwner } from "./owner";
import { parseCodeowners } from "./parse-codeowners";
import { parseRules } from "./parse-rules";
import { findOwningRules } from "./suggest-owners";

const none: EventTraits = { paths: [], modules: [], url: null, tags: new Map() };

const ownersOf = (text: string, ...paths: string[]) => {
  const { rules } = parseCodeowners(text);
  const found = findOwningRules({ rules: [], codeowners: rules }, { ...none, paths });
  return found[0]?.owners.map(writeOwner).join(" ");
};

describe("patterns of CODEOWNERS", () => {
  it.each([
    ["*", "a.js", true],
    ["*", "src/deep/a.js", true],
    ["*.js", "src/deep/a.js", true],
    ["*.js", "src/a.jsx", false],
    ["/docs/", "docs/a/b.md", true],
    ["/docs/", "/srv/app/docs/a.md", true],
    ["docs/", "docs", false],
    ["docs/*", "docs/a.md", true],
    ["docs/*", "docs/a/b.md", false],
    ["/apps/web", "apps/web/page.tsx", true],
    ["/apps/web", "apps/website/page.tsx", false],
    ["apps/**/test", "apps/a/b/test/x.js", true],
    ["**/logs", "build/logs/x.log", true],
    ["/build/logs/", "/home/x/build/logs/y", true],
    ["/*.md", "README.md", true],
    ["/*.md", "docs/README.md", false],
    ["/*", "a.js", true],
    ["/*", "src/a.js", false],
    ["src/[slug]/*", "src/[slug]/page.tsx", true],
    ["src/[slug]/*", "src/s/page.tsx", false],
    ["src/{a,b}.ts", "src/a.ts", false],
    ["with\\ space/", "app/with space/a.js", true],
    ["\\#odd.rb", "lib/#odd.rb", true],
    ["a?c.js", "abc.js", true],
    ["/src/", "webpack:///./src/a.js", true],
  ])("%s for %s: %s", (pattern, path, expected) => {
    expect(ownersOf(`${pattern} a@b.example`, path)).toBe(expected ? "a@b.example" : undefined);
  });
});

describe("parseCodeowners", () => {
  it("says who is meant by the lines above", () => {
    const text =
      "@org/pay = #payments\n@ada = ada@example.com\n*.js @org/Pay @ada bob@example.com # them all";
    expect(ownersOf(text, "a.js")).toBe("#payments ada@example.com bob@example.com");
    expect(parseCodeowners(text).warnings).toEqual([]);
  });

  it("warns of names that nobody said who they are, and keeps the others", () => {
    const { rules, errors, warnings } = parseCodeowners("*.js @org/pay ada@example.com payments");
    expect(errors).toEqual([]);
    expect(rules[0]?.owners.map(writeOwner)).toEqual(["ada@example.com"]);
    expect(warnings.map(({ line, column }) => [line, column])).toEqual([
      [1, 6],
      [1, 31],
    ]);
    expect(warnings[0]?.message).toContain("`@org/pay = #team`");
  });

  it("lets the last line that matches a file decide, and a line without owners clear it", () => {
    const text = "* a@x\n/src/ b@x\n/src/gen/\n";
    expect(ownersOf(text, "README.md")).toBe("a@x");
    expect(ownersOf(text, "src/a.js")).toBe("b@x");
    expect(ownersOf(text, "src/gen/a.js")).toBeUndefined();
    expect(ownersOf(text, "src/gen/a.js", "src/b.js")).toBe("b@x");
    expect(ownersOf(`${text}!/src/b.js a@x`, "src/b.js")).toBeUndefined();
  });

  it("asks the files nearest the crash first", () => {
    expect(ownersOf("/lib/ l@x\n/src/ s@x", "lib/a.js", "src/a.js")).toBe("l@x");
  });

  it.each([
    ["[Docs] d@x", "d@x"],
    ["^[Docs][2] d@x", "d@x"],
    ["[Docs] #writers e@x", "#writers e@x"],
    ["[Docs]", undefined],
  ])("knows the section %s of GitLab", (section, expected) => {
    expect(ownersOf(`${section}\ndocs/`, "docs/a.md")).toBe(expected);
    expect(ownersOf(`${section}\ndocs/ own@x`, "docs/a.md")).toBe("own@x");
  });

  it.each([
    ["@org/pay = payments", 12],
    ["@org/pay =", 1],
    ["@org/pay = #a #b", 15],
    ["!", 1],
  ])("says where %j is wrong", (line, column) => {
    expect(parseCodeowners(`a a@x\n${line}`).errors).toEqual([
      { line: 2, column, message: expect.any(String) },
    ]);
  });

  it("gives way to rules written by hand", () => {
    const { rules } = parseRules("path:src/* #hand");
    const { rules: codeowners } = parseCodeowners("* c@x");
    const found = findOwningRules({ rules, codeowners }, { ...none, paths: ["src/a.js"] });
    expect(found.map(({ source, owners }) => [source, owners.map(writeOwner).join()])).toEqual([
      ["rules", "#hand"],
      ["codeowners", "c@x"],
    ]);
  });

  it("is total", () => {
    const piece = constantFrom(
      "@",
      "=",
      "[",
      "]",
      "^",
      "!",
      "#",
      "/",
      "*",
      "\\",
      " ",
      "\n",
      "a",
      "{",
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
      property(text, string(), (written, path) => {
        const { rules, errors } = parseCodeowners(written);
        const lines = [...rules, ...errors].map(({ line }) => line);
        expect(new Set(lines).size).toBe(lines.length);
        findOwningRules({ rules: [], codeowners: rules }, { ...none, paths: [path] });
      }),
    );
  });
});

import { describe, expect, test } from "vitest";
import type { SearchValues } from "@/lib/issues/schemas";
import { issueLanguage } from "@/lib/search/fields/issue-fields";
import { parse } from "@/lib/search/grammar/parse";
import { suggest } from "./tools";

/** The menu at `‸`: the title of each group with its labels, and what choosing an option makes of the query. */
function menuAt(text: string, found: SearchValues["values"] = []) {
  const caret = text.indexOf("‸");
  const query = text.replace("‸", "");
  const groups = suggest(query, caret).list(found);
  const options = groups.flatMap((group) => group.options);
  return {
    titles: groups.map(({ title }) => title),
    labels: options.map(({ label }) => label),
    options,
    pick(label: string) {
      const option = options.find((each) => each.label === label);
      if (option === undefined) return null;
      return query.slice(0, option.range.from) + option.insert + query.slice(option.range.to);
    },
  };
}

const ask = (text: string) => suggest(text.replace("‸", ""), text.indexOf("‸")).ask;

describe("what could come next", () => {
  test("a name is completed by its beginning, by the beginning of its parts, and by its other names", () => {
    expect(menuAt("rel‸").labels.slice(0, 3)).toEqual(["release", "firstRelease", "lastRelease"]);
    expect(menuAt("assignee‸").labels).toContain("assigned");
    expect(menuAt("elease‸").titles).toEqual(["Text"]);
  });

  test.each([
    ["lev‸", "level", "level:"],
    ["!lev‸", "level", "!level:"],
    ["lev‸el:error", "level", "level:error"],
    ["has:lev‸", "level", "has:level "],
    ["level:er‸", "error", "level:error "],
    ["level:er‸ b", "error", "level:error b"],
    ["level:[er‸]", "error", "level:[error]"],
    ["firstSeen:-2‸", "-24h", "firstSeen:-24h "],
    ["timesSeen:‸", ">=", "timesSeen:>="],
    ["timesSeen:‸", ">100", "timesSeen:>100 "],
    ["a ‸", "is", "a is:"],
  ])("%s with %s is %s", (text, label, result) => {
    expect(menuAt(text).pick(label)).toBe(result);
  });

  test("the projects' own values are written so that they are read as they are", () => {
    const hostile = 'x" OR level:* (, \\';
    const picked = menuAt("plan:‸", [{ value: hostile, count: 2 }]).pick(hostile) ?? "";
    const { ast, errors } = parse(picked, issueLanguage);
    expect(errors).toEqual([]);
    expect(ast).toMatchObject({ key: { name: "plan" }, values: [{ kind: "text", text: hostile }] });
  });

  test("tags stand behind the fields, and a tag whose name a field has does not stand twice", () => {
    const menu = menuAt("b‸", [
      { value: "browser", count: 4 },
      { value: "basket", count: 2 },
    ]);
    expect(menu.titles).toEqual(["Fields", "Tags", "Text"]);
    expect(menu.labels.filter((label) => label.includes("browser"))).toEqual(["browser", "browser.name"]);
    expect(menu.pick("basket")).toBe("basket:");
  });

  test("a field that only a tag can answer stands in the menu where there is such a tag", () => {
    expect(menuAt("browser.v‸").labels).not.toContain("browser.version");
    const menu = menuAt("browser.v‸", [{ value: "browser.version", count: 2 }]);
    expect(menu.labels).toContain("browser.version");
    expect(menu.titles).not.toContain("Tags");
    expect(menuAt("is:lin‸").labels).toEqual([]);
  });

  test("what the server answered a moment ago is narrowed by what is typed now", () => {
    const found = [
      { value: "checkout", count: 3 },
      { value: "cart", count: 1 },
    ];
    expect(menuAt("plan:ch‸", found).labels).toEqual(["checkout"]);
  });

  test("of a fixed set only those remain that the server searches by", () => {
    expect(menuAt("is:‸").labels).toContain("escalating");
    expect(menuAt("is:‸", [{ value: "resolved", count: null }]).labels).toEqual(["resolved"]);
  });

  test("every option has an id of its own", () => {
    const { options } = menuAt("‸", [
      { value: "a b", count: 1 },
      { value: "a", count: 1 },
    ]);
    expect(new Set(options.map(({ id }) => id)).size).toBe(options.length);
  });
});

describe("what the server is asked", () => {
  test.each([
    ["‸", { key: "", prefix: "" }],
    ["rel‸", { key: "", prefix: "rel" }],
    ["release:‸", { key: "release", prefix: "" }],
    ["release:1.‸", { key: "release", prefix: "1." }],
    ["tags[level]:x‸", { key: "level", prefix: "x" }],
    ["level:er‸", { key: "level", prefix: "er" }],
    ["error.handled:‸", null],
    ["flags[a]:b‸", null],
    ["firstSeen:‸", null],
    ["release:>‸=1", null],
    ['"two wor‸', null],
  ])("%s", (text, expected) => {
    expect(ask(text)).toEqual(expected);
  });
});

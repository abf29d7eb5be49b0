import { describe, expect, test } from "vitest";
import { issueLanguage } from "@/lib/search/fields/issue-fields";
import { parse } from "@/lib/search/grammar/parse";
import { filterOf, loadView, queryOf } from "./view";

describe("the query of an address", () => {
  test("is written as `query`", () => {
    const view = loadView({ query: "is:unresolved level:error", q: "old" });
    expect(filterOf(view).query).toBe("is:unresolved level:error");
  });

  test("is cut where the server would refuse it", () => {
    const view = loadView({ query: "a".repeat(5000) });
    expect(filterOf(view).query).toHaveLength(4096);
  });

  test.each([
    "WEB-4F2",
    "boom",
    "100% of_carts",
    "TypeError: x",
    'say "hi"',
    "a OR b",
    "-x !y",
    "back\\slash *",
  ])("of an older link is the words %s", (q) => {
    const { ast, errors } = parse(queryOf({ query: "", q }), issueLanguage);
    const nodes = ast.type === "and" ? ast.children : [ast];
    expect(errors).toEqual([]);
    expect(
      nodes.map((node) => (node.type === "text" && node.value.kind === "text" ? node.value.text : node)),
    ).toEqual(q.split(" "));
  });
});

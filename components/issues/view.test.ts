import { describe, expect, test } from "vitest";
import { issueLanguage } from "@/lib/search/fields/issue-fields";
import { parse } from "@/lib/search/grammar/parse";
import { filterOf, loadView, queryOf, viewHref } from "./view";
import { changedView } from "./view-address";

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

const read = (address: string) => loadView(new URLSearchParams(address.split("?")[1]));

describe("an address", () => {
  test.each([
    "/issues",
    "/issues?status=all&project=web,shop&env=prod+eu&period=24h&level=error,fatal&sort=users&trend=14d",
    "/issues?from=2026-11-01T00:00:00.000Z&to=2026-11-02T00:00:00.000Z",
    "/issues?query=is:unresolved+!browser:(a,%22b%22)+%26+%2B+%25+%23",
    "/issues?view=one",
  ])("is the same when it was read: %s", (address) => expect(viewHref(read(address))).toBe(address));

  test("keeps a comma in a name", () => {
    const view = changedView(read("/issues"), { project: ["a,b", "c"] });
    expect(read(viewHref(view)).project).toEqual(["a,b", "c"]);
  });

  test("takes any text", () => {
    const query = "a&b=c#d +%2B \u2603 \ud800";
    expect(read(viewHref({ query })).query).toBe(query.replace("\ud800", "\ufffd"));
  });

  test("that nobody wrote is as by default", () =>
    expect(read("/issues?status=gone&period=1y&sort=x&level=x,error&from=never&trend=")).toEqual({
      ...read("/issues"),
      level: ["error"],
    }));

  test("leaves out what a change takes back", () => {
    const view = read("/issues?status=resolved&env=prod&query=x");
    expect(viewHref(changedView(view, { status: null, env: null, query: "y" }))).toBe("/issues?query=y");
  });
});

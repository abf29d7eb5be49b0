import { describe, expect, test } from "vitest";
import type { Span } from "./ast";
import { language } from "./query.fixture";
import type { QueryToken } from "./token";
import { tokenise } from "./tokenise";

/** Tokens as the query bar draws them: their type, and the text of their parts. */
function draw(text: string): string[] {
  const cut = ({ from, to }: Span) => text.slice(from, to);
  return tokenise(text, language).tokens.map((token: QueryToken) => {
    if (token.type !== "filter") return `${token.type} ${cut(token)}`;
    const parts = [token.key, token.operator, token.value].map(cut).join("·");
    return `filter ${token.isNegated ? "not " : ""}${parts}`;
  });
}

describe("tokens for the query bar", () => {
  test.each<[string, string[]]>([
    ["", []],
    ["  a  b ", ["text a", "text b"]],
    ['"a b" c', ['text "a b"', "text c"]],
    ["level:error", ["filter level·:·error"]],
    ["!level:error", ["filter not level·:·error"]],
    ["-level:error", ["filter not level·:·error"]],
    ["NOT level:error", ["not NOT", "filter level·:·error"]],
    ["count:>=5", ["filter count·:>=·5"]],
    ["count>=5", ["filter count·>=·5"]],
    ["count >= 5", ["filter count·>=·5"]],
    ["plan!=x", ["filter plan·!=·x"]],
    ["plan:", ["filter plan·:·"]],
    ["plan:[a, b] c", ["filter plan·:·[a, b]", "text c"]],
    ["count:[1 TO 5]", ["filter count·:·[1 TO 5]"]],
    ["plan IN (a, b)", ["filter plan·IN·(a, b)"]],
    ["plan NOT IN (a, b)", ["filter plan·NOT IN·(a, b)"]],
    ["plan:\uf00dContains\uf00da", ["filter plan·:\uf00dContains\uf00d·a"]],
    ["plan:(a OR >5)", ["open plan:(", "filter ··a", "or OR", "filter ·>·5", "close )"]],
    ["(a OR b) AND -c", ["open (", "text a", "or OR", "text b", "close )", "and AND", "not -", "text c"]],
    ["a OR(b)", ["text a", "or OR", "open (", "text b", "close )"]],
    ["ORB ANDY NOTE", ["text ORB", "text ANDY", "text NOTE"]],
    ["has:plan", ["filter has·:·plan"]],
    ['tags["a b"]:x', ['filter tags["a b"]·:·x']],
    ['"odd name":x', ['filter "odd name"·:·x']],
    ["/a b/ /a\\/b/", ["text /a", "text b/", "text /a\\/b/"]],
    ['"open quote', ['text "open', "text quote"]],
    ["a | b", ["text a"]],
    ["cart.ts:42:13", ["text cart.ts:42:13"]],
    ["app.port:8080", ["filter app.port·:·8080"]],
    ["https://a.b/c", ["text https://a.b/c"]],
    ["std::vector", ["text std::vector"]],
    ["12:30:45", ["text 12:30:45"]],
    ["C:\\app", ["text C:\\app"]],
    ["Map<String> a->b x<y", ["text Map<String>", "text a->b", "text x<y"]],
  ])("%s", (text, drawn) => {
    expect(draw(text)).toEqual(drawn);
  });
});

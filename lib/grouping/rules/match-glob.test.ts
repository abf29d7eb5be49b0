import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileGlob } from "./compile-glob";
import { MAX_PATTERN } from "./glob";
import { countSteps, matchGlob } from "./match-glob";

const path = { isPath: true, ignoreCase: true };
const exact = { isPath: false, ignoreCase: false };
const loose = { isPath: false, ignoreCase: true };

describe("matchGlob", () => {
  it.each([
    ["*.py", "hello.py", true],
    ["*.py", "hello.PY", false],
    ["*.py", "foo/hello.py", true],
    ["foo*", "foo\nbar", true],
    ["1.18.[0-4].*", "1.18.4.2153-2aa83397b", true],
    ["1.18.[!0-4].*", "1.18.4.2153-2aa83397b", false],
    ["[]x]", "]", true],
    ["[a-]", "-", true],
    ["[^a]", "b", true],
    ["", "", true],
    ["", "x", false],
    ["*", "", true],
    ["?", "", false],
    ["?", "😀", true],
    ["[😀]", "😀", true],
    ["a?c", "abc", true],
    ["std::*", "std::vec", true],
    ["a.b", "axb", false],
    ["\\*", "*", true],
    ["\\*", "x", false],
    ["a\\", "a\\", true],
    ["{get,set}_*", "set_name", true],
    ["{get,set}_*", "del_name", false],
    ["{a,{b,c}}d", "cd", true],
    ["a,b", "a,b", true],
    ["**/x", "x", true],
    ["**/x", "a/b/x", true],
    ["**/x", "ax", false],
    ["*a*b*", "xxaxxb", true],
    ["*a*b*", "xxbxxa", false],
  ])("%j against the name %j: %s", (pattern, text, expected) => {
    expect(matchGlob(compileGlob(pattern, exact), text)).toBe(expected);
  });

  it.each([
    ["*.py", "foo/hello.py", false],
    ["**/*.py", "foo/hello.PY", true],
    ["**/*.py", "hello.py", true],
    ["foo/**/*.py", "foo\\hello\\bar.PY", true],
    ["foo\\**\\*.py", "foo/hello/bar.py", true],
    ["foo/**/bar", "foo/bar", true],
    ["**/node_modules/**", "/srv/node_modules/x/y.js", true],
    ["**/node_modules/**", "node_modules/x.js", true],
    ["**/node_modules/**", "/srv/my_node_modules/x.js", false],
    ["**/vendor/foo/*.c", "/a/vendor/foo/x.c", true],
    ["**/vendor/foo/*.c", "/a/vendor/foo/sub/x.c", false],
    ["**/project/**.c", "/a/project/sub/x.c", true],
    ["**/app.js", "app.js", true],
    ["**/app.js", "/srv/my-app.js", false],
    ["/app/**", "app/x.js", true],
    ["/app/**", "/srv/app/x.js", false],
    ["/app/x.js", "app/x.js", true],
    ["**/app/\\[slug\\]/*.tsx", "/srv/app/[slug]/page.tsx", true],
    ["?", "/", false],
    ["https://cdn.example.com/**", "https://cdn.example.com/a/b.js", true],
    ["**/{react,vue}/**", "a/vue/b.js", true],
    ["**src/app/**", "/srv/src/app/x", true],
    ["C:\\Windows\\**", "c:/windows/system32/ntdll.dll", true],
  ])("%j against the path %j: %s", (pattern, text, expected) => {
    expect(matchGlob(compileGlob(pattern, path), text)).toBe(expected);
  });

  it("ignores case where it is told to", () => {
    expect(matchGlob(compileGlob("Connection *", loose), "connection REFUSED")).toBe(true);
    expect(matchGlob(compileGlob("[A-C]", loose), "b")).toBe(true);
  });

  it.each([
    ["[", 0],
    ["a[", 1],
    ["[!", 0],
    ["{a", 0],
    ["x}", 1],
    ["[z-a]", 0],
    ["{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}", 25],
    ["{{{{a}}}}", 3],
    ["x".repeat(MAX_PATTERN + 1), MAX_PATTERN],
  ])("refuses %j at %i", (pattern, at) => {
    expect(() => compileGlob(pattern, exact)).toThrow(expect.objectContaining({ name: "GlobError", at }));
  });

  it("agrees with a naive reading of the rules", () => {
    const patterns = fc.string({
      unit: fc.constantFrom("a", "b", "/", "*", "**", "**/", "?", "[ab]", "[!a]"),
      maxLength: 7,
    });
    const texts = fc.string({ unit: fc.constantFrom("a", "b", "/", "A"), maxLength: 8 });
    fc.assert(
      fc.property(patterns, texts, fc.boolean(), fc.boolean(), (pattern, text, isPath, ignoreCase) => {
        const options = { isPath, ignoreCase };
        expect(matchGlob(compileGlob(pattern, options), text)).toBe(matchNaively(pattern, text, options));
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    ["*a".repeat(200), "a".repeat(8_000) + "b", exact],
    ["**/a".repeat(200), "a/".repeat(4_000) + "b", path],
    ["*?".repeat(300), "x".repeat(8_000), exact],
    [`${"*a".repeat(100)}**${"*a".repeat(100)}`, "a".repeat(8_000) + "/", path],
  ])("takes at most pattern times text steps: %#", (pattern, text, options) => {
    const glob = compileGlob(pattern, options);
    const before = countSteps();
    matchGlob(glob, text);
    const taken = countSteps() - before;
    const places = glob.alternatives.reduce((sum, { tokens }) => sum + tokens.length + 1, 0);
    expect(taken).toBeLessThanOrEqual(2 * places * (text.length + 1));
    expect(taken).toBeGreaterThan(0);
  });
});

/** What the documentation says, tried in every possible way. */
function matchNaively(pattern: string, text: string, { isPath, ignoreCase }: typeof path): boolean {
  const [p, t] = ignoreCase || isPath ? [pattern.toLowerCase(), text.toLowerCase()] : [pattern, text];
  const tryAt = (i: number, j: number, value: string): boolean => {
    if (i === p.length) return j === value.length;
    let stars = 0;
    while (p[i + stars] === "*") stars++;
    if (stars > 0) {
      const next = i + stars;
      if (stars === 2 && p[next] === "/" && (i === 0 || p[i - 1] === "/")) {
        for (let end = j; end <= value.length; end++)
          if ((end === j || value[end - 1] === "/") && tryAt(next + 1, end, value)) return true;
        return false;
      }
      for (let end = j; end <= value.length; end++) {
        if (tryAt(next, end, value)) return true;
        if (isPath && stars === 1 && value[end] === "/") return false;
      }
      return false;
    }
    const letter = value[j];
    if (letter === undefined) return false;
    if (p[i] === "?") return !(isPath && letter === "/") && tryAt(i + 1, j + 1, value);
    if (p.startsWith("[ab]", i)) return "ab".includes(letter) && tryAt(i + 4, j + 1, value);
    if (p.startsWith("[!a]", i)) return letter !== "a" && tryAt(i + 4, j + 1, value);
    return letter === p[i] && tryAt(i + 1, j + 1, value);
  };
  return tryAt(0, 0, t) || (isPath && !t.startsWith("/") && tryAt(0, 0, `/${t}`));
}

import { describe, expect, it } from "vitest";
import { framePaths, isSameFile, pathParts } from "./match-path";

describe("the parts of a path", () => {
  it.each([
    ["src/checkout/coupon.ts", "src checkout coupon.ts"],
    ["./src/a.ts", "src a.ts"],
    ["../../src/a.ts", "src a.ts"],
    ["/srv/app/src/a.py", "srv app src a.py"],
    ["C:\\app\\src\\A.cs", "app src A.cs"],
    ["webpack:///./src/a.ts?1a2b", "src a.ts"],
    ["app:///_next/a.js", "_next a.js"],
    ["https://shop.example/static/a.js?v=1#x", "static a.js"],
    ["https://shop.example", "shop.example"],
    ["file:///srv/a.ts", "srv a.ts"],
    ["<anonymous>", ""],
    ["", ""],
    ["..", ""],
  ])("%j are %j", (path, parts) => {
    expect(pathParts(path).join(" ")).toBe(parts);
  });
});

describe("the same file", () => {
  it.each([
    ["src/a.ts", "/srv/app/src/a.ts", true],
    ["packages/web/src/a.ts", "src/a.ts", true],
    ["src/a.ts", "src/a.ts", true],
    ["a.ts", "a.ts", true],
    ["src/a.ts", "a.ts", false],
    ["a.ts", "src/a.ts", false],
    ["src/a.ts", "lib/a.ts", false],
    ["src/aa.ts", "src/a.ts", false],
    ["", "src/a.ts", false],
  ])("%s in a commit and %s in a frame: %s", (committed, framed, expected) => {
    expect(isSameFile(pathParts(committed), pathParts(framed))).toBe(expected);
  });

  it("is found by the class of a Java frame", () => {
    const [, own] = framePaths({ filename: "Cart.java", module: "com.shop.Cart" }, "java");
    expect(isSameFile(pathParts("src/main/java/com/shop/Cart.java"), own ?? [])).toBe(true);
  });
});

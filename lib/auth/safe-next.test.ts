import { describe, expect, it } from "vitest";
import { safeNext } from "./safe-next";

describe("safeNext", () => {
  it.each(["/", "/issues/WEB-1F?environment=production#breadcrumbs", "/a//b"])("keeps %s", (path) => {
    expect(safeNext(path)).toBe(path);
  });

  it.each([
    undefined,
    "",
    "issues",
    "//evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "https://evil.example/",
    "javascript:alert(1)",
    "/\t/evil.example",
    "/\n/evil.example",
    "/.//evil.example",
    "/x/..//evil.example",
    " //evil.example",
    ["/issues"],
  ])("sends %j to the start page", (next) => {
    expect(safeNext(next)).toBe("/");
  });
});

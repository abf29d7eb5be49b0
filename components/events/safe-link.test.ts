import { describe, expect, it } from "vitest";
import { safeHref } from "./safe-link";

describe("safeHref", () => {
  it.each(["https://shop.example.com/cart?x=1#y", "http://127.0.0.1:8000/"])("keeps %s", (text) => {
    expect(safeHref(text)).toBe(text);
  });

  it.each([
    "javascript:alert(1)",
    " javascript:alert(1)",
    "java\nscript:alert(1)",
    "JaVaScRiPt://%0aalert(1)",
    "data:text/html,<script>",
    "vbscript:x",
    "file:///etc/passwd",
    "blob:https://a.example/x",
    "//evil.example",
    "/cart",
    "",
    "https://",
  ])("refuses %j", (text) => {
    expect(safeHref(text)).toBeUndefined();
  });
});

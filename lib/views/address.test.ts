import { describe, expect, it } from "vitest";
import { readAddress } from "./address";
import { writeAddress } from "./write-address";
import { createViewSchema } from "./schemas";

describe("the address of a view", () => {
  it.each([
    ["", ""],
    ["status=unresolved&period=14d&sort=lastSeen&trend=14d&view=x", ""],
    ["query=is%3Aregressed+a%26b&status=all", "query=is%3Aregressed+a%26b&status=all"],
    ["sort=events&project=web,api&level=fatal,error", "project=web%2Capi&level=fatal%2Cerror&sort=events"],
    ["from=2026-11-01T00:00:00.000Z&env=a b", "env=a+b&from=2026-11-01T00%3A00%3A00.000Z"],
  ])("%s is kept as %s", (text, canonical) => {
    const input = readAddress(text);
    expect(input && writeAddress(input)).toBe(canonical);
    expect(readAddress(canonical)).toEqual(input);
  });

  it.each([
    "https://evil.example/issues?query=a",
    "//evil.example",
    "/issues?query=a",
    "?query=a&next=/x",
    "javascript:alert(1)",
    "status=gone",
    "project=../x",
    "query=a&query=b",
    "cursor=abc",
    "limit=5",
    `query=${"a".repeat(5000)}`,
  ])("%s is refused", (address) => {
    expect(readAddress(address)).toBeNull();
    expect(createViewSchema.safeParse({ name: "x", address }).success).toBe(false);
  });
});

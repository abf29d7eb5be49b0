import { describe, expect, test } from "vitest";
import { canonicalise } from "./canonicalise";
import { toBytes, toMilliseconds } from "./read-amount";
import { language } from "./query.fixture";

describe("a query to store", () => {
  test("is in canonical form, and what follows the pipe is kept", () => {
    expect(canonicalise("name=x -plan:(a OR b)", language)).toEqual({
      text: "title:x !plan:[a, b]",
      errors: [],
    });
    expect(canonicalise("a |  stats count() ", language).text).toBe("a | stats count()");
    expect(canonicalise("* | sort", language).text).toBe("| sort");
  });

  test("with an error stays as it was typed", () => {
    expect(canonicalise("name=x (a", language)).toMatchObject({ text: "name=x (a", errors: [{ from: 7 }] });
  });

  test("that grows beyond the limit is told", () => {
    const text = 'a:"\\b" '.repeat(585).trim();
    const { text: same, errors } = canonicalise(text, language);
    expect(same).toBe(text);
    expect(errors).toHaveLength(1);
  });
});

describe("amounts", () => {
  test.each([
    [{ amount: 1.5, unit: "h" as const }, 5_400_000],
    [{ amount: 2, unit: "w" as const }, 1_209_600_000],
    [{ amount: 7, unit: "ms" as const }, 7],
  ])("%j in milliseconds", (duration, milliseconds) => {
    expect(toMilliseconds(duration)).toBe(milliseconds);
  });

  test.each([
    [{ amount: 5, unit: "b" as const }, 5],
    [{ amount: 10, unit: "mb" as const }, 10_000_000],
    [{ amount: 1, unit: "gib" as const }, 1_073_741_824],
    [{ amount: 1, unit: "pb" as const }, 1e15],
  ])("%j in bytes", (size, bytes) => {
    expect(toBytes(size)).toBe(bytes);
  });
});

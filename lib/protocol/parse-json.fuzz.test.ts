import * as fc from "fast-check";
import { expect, it, vi } from "vitest";
import { parseJson } from "./parse-json";
import { applyDamage, damage, outcomeOf } from "./wire.fixture";

// Enough for a busy machine, and for making a failure small.
vi.setConfig({ testTimeout: 60_000 });

/** What `parseJson` makes of a value that JSON.parse gave: integers beyond 2^53 that were written out are text. */
function expected(value: unknown): unknown {
  if (typeof value === "number" && Number.isInteger(value) && !Number.isSafeInteger(value)) {
    const text = JSON.stringify(value);
    return /e/.test(text) ? value : text;
  }
  if (Array.isArray(value)) return value.map(expected);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, expected(inner)]));
}

it("reads all JSON like JSON.parse, but for integers beyond 2^53", () => {
  const json = fc.jsonValue({ stringUnit: "binary" });
  fc.assert(
    fc.property(json, fc.constantFrom(undefined, 1, "\t"), (value, indent) => {
      const text = JSON.stringify(value, null, indent);
      expect(parseJson(Buffer.from(text))).toEqual(expected(JSON.parse(text)));
    }),
    { numRuns: 600 },
  );
});

it("refuses what JSON.parse refuses, but for words and digits that it takes on purpose", async () => {
  await fc.assert(
    fc.asyncProperty(fc.json({ maxDepth: 4 }), damage, async (text, changes) => {
      const bytes = applyDamage(Buffer.from(text), changes);
      const outcome = await outcomeOf(() => parseJson(bytes));
      if ("refused" in outcome) expect(outcome.refused).toBe("400 invalid_json");
      const read = () => JSON.parse(bytes.toString("utf8").replace(/^\uFEFF/, "")) as unknown;
      if ("refused" in outcome) expect(read).toThrow(SyntaxError);
      else if (!/NaN|Infinity|\d{16}/.test(bytes.toString("latin1")))
        expect(outcome.value).toEqual(expected(read()));
    }),
    { numRuns: 600 },
  );
});

it("counts depth and values as they are, wherever strings and escapes stand", async () => {
  const noise = fc.string({
    unit: fc.constantFrom("[", "{", ",", '"', "\\", "]", "}", "x", "é"),
    maxLength: 20,
  });
  await fc.assert(
    fc.asyncProperty(noise, fc.integer({ min: 1, max: 12 }), async (text, depth) => {
      const body = Buffer.from(`${"[".repeat(depth)}${JSON.stringify(text)}${"]".repeat(depth)}`);
      expect(await outcomeOf(() => parseJson(body, { depth }))).toHaveProperty("value");
      expect(await outcomeOf(() => parseJson(body, { depth: depth - 1 }))).toEqual({
        refused: "400 too_complex",
      });
      expect(await outcomeOf(() => parseJson(body, { nodes: depth }))).toEqual({
        refused: "400 too_complex",
      });
      expect(await outcomeOf(() => parseJson(body, { nodes: depth + 1 }))).toHaveProperty("value");
    }),
    { numRuns: 200 },
  );
});

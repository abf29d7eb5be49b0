import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

// The rows of the catalogue of hostile input: transport and encoding, envelope and authentication, content.
const ROWS = [numbered("T", 18), numbered("E", 24), numbered("C", 27)].flat();

function numbered(letter: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${letter}${index + 1}`);
}

it("every row of the catalogue has a test that says its number", () => {
  const tests = readdirSync(import.meta.dirname).filter((name) => name.endsWith(".db.test.ts"));
  const text = tests.map((name) => readFileSync(join(import.meta.dirname, name), "utf8")).join("\n");
  const titles = [...text.matchAll(/[("[]\s*["`]([TEC]\d+) /g)].map(([, row]) => row);
  expect(ROWS.filter((row) => !titles.includes(row))).toEqual([]);
  expect(ROWS.length).toBe(69);
  expect(text).not.toMatch(/\b(?:it|describe)(?:\.each)?\.(?:skip|todo|only)\b/);
});

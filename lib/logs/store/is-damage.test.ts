import { expect, it } from "vitest";
import { isDamage, isOutOfMemory } from "./is-damage";

it.each([
  ['Invalid Input Error: Malformed JSON in file "a.gz", at byte 3', true],
  ["Invalid Input Error: Input is not a GZIP stream", true],
  ["IO Error: Failed to decode gzip stream: incorrect header check", true],
  ["Conversion Error: Could not convert string 'x' to INT64", true],
  ["Chunk 5 has not the 3 lines that it should have.", true],
  ["Out of Memory Error: failed to allocate data of size 1.0 MiB", false],
  ['IO Error: Could not write file "x": No space left on device', false],
  ["IO Error: Could not fsync file", false],
  ["IO Error: Could not read from file", false],
  ["Catalog Error: Table does not exist", false],
])("%s: %s", (message, expected) => {
  expect(isDamage(new Error(message))).toBe(expected);
});

it("takes nothing that the system refused for damage", () => {
  expect(isDamage(Object.assign(new Error("gzip: write failed"), { code: "ENOSPC" }))).toBe(false);
});

it("knows both names of too little memory", () => {
  expect(
    ["Out of Memory Error: x", "OutOfMemoryException: x"].map((text) => isOutOfMemory(new Error(text))),
  ).toEqual([true, true]);
});

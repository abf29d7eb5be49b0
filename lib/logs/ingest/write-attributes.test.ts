import { describe, expect, it } from "vitest";
import type { LogValue } from "@/lib/logs/line";
import { writeAttributes } from "./write-attributes";

type Sent = Record<string, LogValue>;

/** Parses and is sure that no name came twice, at whatever depth: `JSON.parse` would keep the last and say nothing. */
function parse(json: string): Record<string, unknown> {
  const parsed = JSON.parse(json) as Record<string, unknown>;
  expect(JSON.stringify(parsed)).toHaveLength(json.length);
  return parsed;
}

function write(attributes: Sent): Record<string, unknown> {
  const keys = new Set<string>();
  const json = writeAttributes(attributes, keys);
  const parsed = json === "" ? {} : parse(json);
  expect([...keys].toSorted()).toEqual(Object.keys(parsed).toSorted());
  return parsed;
}

const many = (count: number): Sent =>
  Object.fromEntries(Array.from({ length: count }, (_, n) => [`m${n}`, n]));

describe("the names of a line's attributes", () => {
  it.each<[string, Sent, Record<string, unknown>]>([
    ["a name that had to be cleaned", { "k\0": 1, "k\ufffd": 2 }, { "k\ufffd#2": 1, "k\ufffd": 2 }],
    ["the same the other way round", { "k\ufffd": 1, "k\0": 2 }, { "k\ufffd": 1, "k\ufffd#2": 2 }],
    [
      "a name that had to be cut",
      { ["x".repeat(250)]: 1, ["x".repeat(200)]: 2 },
      { [`${"x".repeat(200)}#2`]: 1, ["x".repeat(200)]: 2 },
    ],
    ["a number that was sent", { a: { b: 1 }, "a.b": 2, "a.b#2": 3 }, { "a.b#3": 1, "a.b": 2, "a.b#2": 3 }],
    [
      "a cleaned name under an object",
      { "a\0": { b: 1 }, "a\ufffd.b": 2 },
      { "a\ufffd.b#2": 1, "a\ufffd.b": 2 },
    ],
    [
      "names inside of a list",
      { list: [{ "k\0": 1, "k\ufffd": 2 }] },
      { list: [{ "k\ufffd#2": 1, "k\ufffd": 2 }] },
    ],
  ])("stay apart: %s", (_, sent, stored) => {
    expect(write(sent)).toEqual(stored);
  });

  it("leave room for what comes after the 255th, also where a sender uses its name", () => {
    const written = write({ "jackdaw.rest": "mine", ...many(300) });
    expect(written["jackdaw.rest"]).toBe("mine");
    expect(Object.keys(written["jackdaw.rest#2"] as object)).toHaveLength(301 - 255);
  });

  it("are each once, and no value is lost, whatever was sent", () => {
    for (let seed = 1; seed <= 100; seed++) {
      const { sent, values } = makeAttributes(seed);
      expect(leavesOf(write(sent)).toSorted(), `seed ${seed}`).toEqual(values.toSorted());
    }
  });
});

/** Names that become each other when they are cleaned, cut, flattened or numbered. */
const long = "l".repeat(199);
const names = ["a", "b", "a.b", "a.b#2", "a\0", "a\ufffd", "a\ud800", "a\ufffd#2", "a\0.b", "", "__proto__"]
  .concat([
    `${long}1`,
    `${long}12`,
    `${long}13`,
    `${long}1#2`,
    long,
    "jackdaw.rest",
    "jackdaw.rest#2",
    "0",
    "1",
  ])
  .concat(["c", "d", "e", "f", "g", "h"]);

/** Attributes by a seed, with a text of its own for each value. */
function makeAttributes(seed: number): { sent: Sent; values: string[] } {
  let state = seed;
  const next = (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const values: string[] = [];
  const makeValue = (depth: number): LogValue => {
    const kind = depth > 10 || values.length > 100 ? 0 : next(6);
    if (kind === 1) return makeObject(depth, next(4));
    if (kind === 2 && depth > 0) return makeObject(depth, next(30));
    if (kind === 3) return Array.from({ length: next(3) }, () => makeValue(depth + 1));
    values.push(`v${values.length}`);
    return values.at(-1) as string;
  };
  const makeObject = (depth: number, size: number): Sent => {
    const object: Sent = {};
    for (let at = 0; at < size; at++) {
      const name = names[next(names.length)] as string;
      if (Object.hasOwn(object, name)) continue;
      const value = makeValue(depth + 1);
      Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true });
    }
    return object;
  };
  const sent = makeObject(0, 20);
  // Now and then more than have names of their own, some of them before and some behind.
  const filler = next(3) === 0 ? many(230 + next(60)) : {};
  values.push(...Object.values(filler).map(String));
  return { sent: next(2) === 0 ? { ...filler, ...sent } : { ...sent, ...filler }, values };
}

function leavesOf(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [String(value)];
  return Object.values(value).flatMap(leavesOf);
}

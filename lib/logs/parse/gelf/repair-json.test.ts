import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { repairJson } from "./repair-json";

describe("repairJson", () => {
  it.each([
    ['{"a":1,}', { a: 1 }],
    ['{"a":[1,2 , ],"b":{ "c":1 ,\n}, }', { a: [1, 2], b: { c: 1 } }],
    ['{"a":"one\ntwo\tthree\u0000"}', { a: "one\ntwo\tthree\u0000" }],
    ['{"a":",}"}', { a: ",}" }],
    ['{"a":"\\",}"}', { a: '",}' }],
  ])("%j", (text, expected) => {
    expect(JSON.parse(repairJson(text))).toEqual(expected);
  });

  it("leaves good JSON as it is", () => {
    fc.assert(fc.property(fc.json(), (text) => repairJson(text) === text));
  });

  it("takes any text", () => {
    fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => typeof repairJson(text) === "string"));
    expect(repairJson(`{"a":[${",".repeat(100_000)}]}`).length).toBeGreaterThan(0);
  });
});

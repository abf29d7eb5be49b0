import { expect, it } from "vitest";
import type { Event, Json } from "@/lib/protocol/event";
import { normaliseEvent } from "@/lib/protocol/normalise-event";

const receivedAt = new Date("2026-11-05T12:00:00.000Z");

function normalise(raw: Json): Event {
  return normaliseEvent(raw, { receivedAt });
}

const notes = (event: Event) => event.errors?.map(({ type, name }) => `${type} ${name}`) ?? [];
const list = (length: number, make: (index: number) => Json) =>
  Array.from({ length }, (_, index) => make(index));

it.each([
  ["a map", { a: 1, b: true, c: null, d: "x", e: { f: 1 }, g: "" }],
  [
    "pairs",
    [
      ["a", 1],
      ["b", true],
      ["c", null],
      ["d", "x"],
      ["e", { f: 1 }],
      ["g", ""],
    ],
  ],
])("reads %s", (_name, tags) => {
  expect(normalise({ tags: tags as Json }).tags).toEqual([
    ["a", "1"],
    ["b", "true"],
    ["d", "x"],
    ["e", '{"f":1}'],
  ]);
});

it("C10: 100 tags, keys of safe characters, values of 200 on one line", () => {
  const many = normalise({ tags: list(100_000, (i) => [`k${i}`, "v"]) });
  expect(many.tags).toHaveLength(100);
  expect(notes(many)).toEqual(["too_many_values tags"]);
  const odd = normalise({
    tags: { "a b": "1\n2", п: "x", "k(1)": "y", [`k${"x".repeat(200_000)}`]: "z", long: "v".repeat(300) },
  });
  expect(odd.tags.map(([key, value]) => [key.length, value.length])).toEqual([
    [3, 3],
    [4, 1],
    [200, 1],
    [4, 200],
  ]);
  expect(odd.tags[0]).toEqual(["a-b", "1 2"]);
  expect(notes(odd)).toEqual(["invalid_data tags", "value_too_long tags.long"]);
});

it("takes the environment from a tag if it has no field", () => {
  expect(normalise({ tags: { environment: "dev" } }).environment).toBe("dev");
  expect(normalise({ tags: { environment: "dev" }, environment: "prod" }).environment).toBe("prod");
});

it.each([
  [
    ["{{ default }}", 1, true, null, { a: 1 }],
    ["{{ default }}", "1", "true", '{"a":1}'],
  ],
  ["text", ["text"]],
  [5, ["5"]],
  [[], undefined],
  [{ a: 1 }, undefined],
])("C15: %j is %j", (sent, expected) => {
  expect(normalise({ fingerprint: sent as Json }).fingerprint).toEqual(expected);
});

it("C15: 32 parts of 1 KiB", () => {
  const parts = normalise({ fingerprint: list(10_000, () => "x".repeat(5_000)) }).fingerprint ?? [];
  expect([parts.length, parts[0]?.length]).toEqual([32, 1024]);
});

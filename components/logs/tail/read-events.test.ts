import { array, assert, integer, property } from "fast-check";
import { expect, test } from "vitest";
import { EventReader } from "./read-events";

const text =
  ': hello\n\nevent: open\ndata: {}\n\n: ping\n\nevent: lines\ndata: {"a":"b: c"}\n\nevent: end\ndata: {"x":1}\n\n';

test("events are the same wherever their text is cut", () => {
  const whole = new EventReader().read(text);
  expect(whole).toEqual([
    { name: "open", data: "{}" },
    { name: "lines", data: '{"a":"b: c"}' },
    { name: "end", data: '{"x":1}' },
  ]);
  assert(
    property(array(integer({ min: 0, max: text.length })), (cuts) => {
      const places = [0, ...cuts.toSorted((one, other) => one - other), text.length];
      const reader = new EventReader();
      const found = places.slice(1).flatMap((end, at) => reader.read(text.slice(places[at], end)));
      expect(found).toEqual(whole);
    }),
  );
});

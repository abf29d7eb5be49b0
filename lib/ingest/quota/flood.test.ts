import { expect, it } from "vitest";
import { isFlood, noteRefusal } from "./flood";

const NOW = Date.UTC(2026, 10, 22, 12, 0, 0);

it("calls a hundred refusals within a second a flood, key by key, second by second", () => {
  for (let turn = 0; turn < 99; turn++) noteRefusal("loud", NOW + turn);
  expect(isFlood("loud", NOW + 500)).toBe(false);
  noteRefusal("loud", NOW + 500);
  expect([isFlood("loud", NOW + 999), isFlood("quiet", NOW + 999)]).toEqual([true, false]);
  expect(isFlood("loud", NOW + 1_000)).toBe(false);
});

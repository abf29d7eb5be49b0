import { expect, it } from "vitest";
import { canonicalEventId } from "./canonical-event-id";

const ID = "9ec79c33ec9942ab8353589fcb2e04dc";

it("E13: takes a UUID plain or dashed, in any case", () => {
  expect(canonicalEventId(ID)).toBe(ID);
  expect(canonicalEventId(ID.toUpperCase())).toBe(ID);
  expect(canonicalEventId("9ec79c33-ec99-42ab-8353-589fcb2e04dc")).toBe(ID);
});

it.each([
  "",
  "0".repeat(32),
  `${ID}0`,
  "../../x",
  `${ID}\n`,
  "9ec79c33ec99-42ab-8353-589fcb2e04dc",
  "g".repeat(32),
])("E13: refuses %j", (value) => {
  expect(canonicalEventId(value)).toBeNull();
});

it("E13: refuses what is no text, and 10 kB", () => {
  for (const value of [null, undefined, 5, {}, [ID], "a".repeat(10_000)])
    expect(canonicalEventId(value)).toBeNull();
});

import { expect, test } from "vitest";
import { writeCell } from "./write-cell";

test("numbers are written as what they are", () => {
  expect(writeCell(4_320_040, "number")).toBe("4,320,040");
  expect(writeCell(4_320_040, "number", "ms")).toBe("1 h 12 m");
  expect(writeCell(0.0774, "number", "share")).toBe("7.7%");
  expect(writeCell(-0.5, "number", "share")).toBe("−50%");
  expect(writeCell(null, "number", "ms")).toBe("–");
});

import { expect, test } from "vitest";
import { layersOf } from "./level-layers";

test("series are levels when all of them are, the most severe first", () => {
  expect(layersOf(["debug", "error", "information"])?.map(({ tone }) => tone)).toEqual([
    "c-error",
    "c-info",
    "c-debug",
  ]);
  expect(layersOf(["error", "checkout"])).toBeNull();
  expect(layersOf([])).toBeNull();
});

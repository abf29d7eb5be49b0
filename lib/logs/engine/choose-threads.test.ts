import { expect, test } from "vitest";
import { chooseThreads } from "./choose-threads";

test.each([
  [1, 2],
  [2, 2],
  [4, 2],
  [6, 3],
  [16, 8],
  [128, 8],
])("of %i cores questions have %i threads", (cores, threads) => {
  expect(chooseThreads(cores)).toBe(threads);
});

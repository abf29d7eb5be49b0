import { expect, it } from "vitest";
import { forecastEvents } from "./forecast";

it.each([
  [[], 10],
  [[0], 10],
  [[1, 9, 3], 10],
  [[10], 10],
  [[11, 2], 11],
  [[3, 400, 399], 400],
])("expects of hours with %j events at most %i", (hours, most) => {
  expect(forecastEvents(hours)).toBe(most);
});

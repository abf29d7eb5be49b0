import { expect, it } from "vitest";
import { writeGroup } from "./group-key";

it("is written as a query has it, by name", () => {
  expect(writeGroup(["host", "environment"], ['web "1"', "production"])).toBe(
    'environment:production host:"web \\"1\\""',
  );
  expect(writeGroup(["host"], [null])).toBe('host:""');
});

it("tells long values from each other, and cuts them between characters", () => {
  const groups = ["a", "b"].map((end) =>
    writeGroup(["url"], [`${"x".repeat(179)}😀${"y".repeat(30)}${end}`]),
  );
  expect(new Set(groups).size).toBe(2);
  for (const group of groups) expect(group).toMatch(/^url:"x{179}…[0-9a-f]{12}"$/);
});

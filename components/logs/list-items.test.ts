import { expect, test } from "vitest";
import type { LogRow } from "@/lib/logs/schemas";
import { listItems } from "./list-items";
import { nameDay } from "./name-day";

const lineAt = (time: string) => ({ id: time, time }) as LogRow;
const kindsOf = (times: string[], today: string) =>
  listItems(times.map(lineAt), new Set(), today).map((item) => (item.kind === "day" ? item.day : item.kind));

test("days are named unless all lines are of today", () => {
  expect(kindsOf(["2026-11-18T14:00:00Z", "2026-11-18T13:00:00Z"], "2026-11-18")).toEqual(["line", "line"]);
  expect(kindsOf(["2026-11-18T14:00:00Z"], "2026-11-19")).toEqual(["2026-11-18", "line"]);
  expect(kindsOf(["2026-11-18T00:00:00Z", "2026-11-17T23:00:00Z"], "2026-11-18")).toEqual([
    "2026-11-18",
    "line",
    "2026-11-17",
    "line",
  ]);
  expect(kindsOf([], "2026-11-18")).toEqual([]);
});

test("a day has its year when it is another one", () => {
  expect(nameDay("2026-11-18", "2026-12-31")).toBe("18 Nov");
  expect(nameDay("2019-01-01", "2026-11-18")).toBe("1 Jan 2019");
});

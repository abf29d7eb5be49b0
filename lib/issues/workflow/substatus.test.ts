import { expect, it } from "vitest";
import { isForReview, type Standing, substatusOf } from "./substatus";

const now = new Date("2026-11-22T12:00:00Z");
const ago = (hours: number) => new Date(now.getTime() - hours * 3_600_000);
const old: Standing = {
  status: "unresolved",
  firstSeen: ago(1000),
  regressedAt: null,
  escalatedAt: null,
  reviewedAt: null,
};

it.each<[Partial<Standing>, string | null]>([
  [{}, "ongoing"],
  [{ firstSeen: ago(23) }, "new"],
  [{ firstSeen: ago(25) }, "ongoing"],
  [{ escalatedAt: ago(167) }, "escalating"],
  [{ escalatedAt: ago(169) }, "ongoing"],
  [{ escalatedAt: ago(1), firstSeen: ago(1) }, "escalating"],
  [{ regressedAt: ago(167), escalatedAt: ago(1), firstSeen: ago(1) }, "regressed"],
  [{ regressedAt: ago(169), escalatedAt: ago(1) }, "escalating"],
  [{ status: "resolved", regressedAt: ago(1) }, null],
  [{ status: "archived", firstSeen: ago(1) }, null],
])("%o is %s", (change, substatus) => {
  expect(substatusOf({ ...old, ...change }, now)).toBe(substatus);
});

it.each<[Partial<Standing>, boolean]>([
  [{}, false],
  [{ firstSeen: ago(167) }, true],
  [{ firstSeen: ago(169) }, false],
  [{ firstSeen: ago(10), reviewedAt: ago(10) }, false],
  [{ firstSeen: ago(10), reviewedAt: ago(11) }, true],
  [{ reviewedAt: ago(5), regressedAt: ago(4) }, true],
  [{ reviewedAt: ago(5), escalatedAt: ago(4) }, true],
  [{ reviewedAt: ago(5), regressedAt: ago(6) }, false],
  [{ firstSeen: ago(1), status: "resolved" }, false],
])("%o is for review: %s", (change, isWaiting) => {
  expect(isForReview({ ...old, ...change }, now)).toBe(isWaiting);
});

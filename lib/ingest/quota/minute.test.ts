import { describe, expect, it } from "vitest";
import {
  beginSending,
  endSending,
  hasUnsent,
  holds,
  openMinute,
  secondsLeft,
  takeBack,
  use,
  usedIn,
} from "./minute";

const START = Date.UTC(2026, 10, 22, 12, 0, 0);
const key = (keyId: string, projectId = 1, category = "error") => ({ projectId, keyId, category });

describe("a minute", () => {
  it("begins on the clock's minute and holds sixty seconds", () => {
    const minute = openMinute(START + 12_345);
    expect(minute.start).toBe(START);
    expect([START - 1, START, START + 59_999, START + 60_000].map((now) => holds(minute, now))).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  it.each([
    [0, 60],
    [1, 60],
    [1_000, 59],
    [59_000, 1],
    [59_999, 1],
    [60_500, 1],
    [-5_000, 60],
  ])("has, %i ms after it began, %i s left", (after, seconds) => {
    expect(secondsLeft(openMinute(START), START + after)).toBe(seconds);
  });

  it("counts for the key and for its project, each category for itself", () => {
    const minute = openMinute(START);
    use(minute, key("a"));
    use(minute, key("a"));
    use(minute, key("b"));
    use(minute, key("a", 1, "log_item"));
    use(minute, key("c", 2));
    expect(usedIn(minute, key("a"))).toEqual({ key: 2, project: 3 });
    expect(usedIn(minute, key("b"))).toEqual({ key: 1, project: 3 });
    expect(usedIn(minute, key("a", 1, "log_item"))).toEqual({ key: 1, project: 1 });
    expect(usedIn(minute, key("d", 3))).toEqual({ key: 0, project: 0 });
  });
});

describe("sharing", () => {
  it("sends what is new, and counts what others used, keys that are not known here included", () => {
    const minute = openMinute(START);
    use(minute, key("a"));
    use(minute, key("a"));
    expect(beginSending(minute)).toEqual([{ ...key("a"), used: 2 }]);
    expect(usedIn(minute, key("a"))).toEqual({ key: 2, project: 2 });
    use(minute, key("a"));
    endSending(minute, [
      { ...key("a"), used: 7 },
      { ...key("elsewhere"), used: 10 },
      { ...key("other project", 9), used: 100 },
    ]);
    expect(usedIn(minute, key("a"))).toEqual({ key: 8, project: 18 });
    expect(beginSending(minute)).toEqual([{ ...key("a"), used: 1 }]);
  });

  it("sends nothing twice, and nothing when there is nothing", () => {
    const minute = openMinute(START);
    expect([hasUnsent(minute), beginSending(minute)]).toEqual([false, []]);
    use(minute, key("a"));
    expect(hasUnsent(minute)).toBe(true);
    beginSending(minute);
    endSending(minute, [{ ...key("a"), used: 1 }]);
    expect([hasUnsent(minute), beginSending(minute)]).toEqual([false, []]);
    expect(usedIn(minute, key("a"))).toEqual({ key: 1, project: 1 });
  });

  it("forgets nothing when the others cannot be reached", () => {
    const minute = openMinute(START);
    use(minute, key("a"));
    beginSending(minute);
    use(minute, key("a"));
    takeBack(minute);
    expect(usedIn(minute, key("a"))).toEqual({ key: 2, project: 2 });
    expect(beginSending(minute)).toEqual([{ ...key("a"), used: 2 }]);
  });
});

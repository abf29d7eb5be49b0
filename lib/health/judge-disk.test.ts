import { describe, expect, it } from "vitest";
import { judgeDisk } from "./judge-disk";

const GIB = 1024 ** 3;
const room = (free: number, total: number) => ({
  freeBytes: free * GIB,
  totalBytes: total * GIB,
  freeInodes: 0,
  totalInodes: 0,
});

describe("judgeDisk", () => {
  it.each([
    [200, 1_000, "fine"],
    [149, 1_000, "low"],
    [99, 1_000, "scarce"],
    [49, 1_000, "full"],
    [4, 20, "fine"],
    [2.9, 20, "low"],
    [1.9, 20, "scarce"],
    [0.9, 20, "full"],
    [2.5, 4, "fine"],
    [0.9, 4, "low"],
    [0.5, 4, "scarce"],
    [0.39, 4, "full"],
  ])("%s of %s GiB free: %s", (free, total, state) => {
    expect(judgeDisk(room(free, total))).toBe(state);
  });

  it("keeps to its word until there is clearly more room", () => {
    expect(judgeDisk(room(50.5, 1_000), "full")).toBe("full");
    expect(judgeDisk(room(50.5, 1_000), "fine")).toBe("scarce");
    expect(judgeDisk(room(60.5, 1_000), "full")).toBe("scarce");
    expect(judgeDisk(room(165, 1_000), "full")).toBe("fine");
  });

  it("gets worse with less room on every disk, never better", () => {
    const order = ["fine", "low", "scarce", "full"];
    for (const total of [0.5, 1, 4, 10, 20, 50, 100, 1_000, 20_000]) {
      let worst = 0;
      for (let percent = 100; percent >= 0; percent -= 0.5) {
        const rank = order.indexOf(judgeDisk(room((total * percent) / 100, total)));
        expect(rank).toBeGreaterThanOrEqual(worst);
        worst = rank;
      }
      expect(worst).toBe(3);
      expect(judgeDisk(room(total * 0.26, total))).toBe("fine");
    }
  });

  it("is full when no more files can be made", () => {
    expect(judgeDisk({ ...room(500, 1_000), freeInodes: 9, totalInodes: 1_000 })).toBe("full");
    expect(judgeDisk({ ...room(500, 1_000), freeInodes: 11, totalInodes: 1_000 })).toBe("fine");
  });
});

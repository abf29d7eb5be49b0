import { describe, expect, it } from "vitest";
import { changeText } from "./change-text";

const change = (now: number, before: number | null) => changeText({ now, before }, "7 days");

describe("changeText", () => {
  it.each([
    [138, 100, "+38% on the 7 days before"],
    [97, 100, "−3% on the 7 days before"],
    [100, 100, "same as the 7 days before"],
    [5, 0, "none in the 7 days before"],
    [0, 0, "none before either"],
    [5, null, "no earlier period yet"],
  ])("%d after %s: %s", (now, before, text) => {
    expect(change(now, before).text).toBe(text);
  });

  it("calls it worse only beyond what chance explains", () => {
    expect(change(6, 4).isWorse).toBe(false);
    expect(change(110, 100).isWorse).toBe(false);
    expect(change(150, 100).isWorse).toBe(true);
    expect(change(50, 100).isWorse).toBe(false);
  });
});

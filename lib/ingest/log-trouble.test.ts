import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { logTrouble } from "./log-trouble";

beforeEach(() => {
  vi.useFakeTimers({ now: new Date("2026-11-18T14:31:48Z") });
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

it("says the same trouble once a second, and how often it was", () => {
  const written: string[] = [];
  vi.spyOn(process.stderr, "write").mockImplementation((text) => written.push(String(text)) > 0);
  for (let turn = 0; turn < 100; turn++) logTrouble("Not stored", "no connection");
  vi.advanceTimersByTime(1_000);
  logTrouble("Not stored", "no connection");
  expect(written).toEqual([
    "Not stored: no connection\n",
    "Not stored: no connection (and 99 like it since the last line)\n",
  ]);
});

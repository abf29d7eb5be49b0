import { describe, expect, test } from "vitest";
import { admitPair, noteLines } from "./count-pairs";

const MINUTE = 60_000;

/** How many of 300 hosts get counters of their own. */
function admitted(project: number, minute: number): number {
  const hosts = Array.from({ length: 300 }, (_, at) => `host-${at}`);
  return hosts.filter((host) => admitPair(project, minute, host, "")).length;
}

describe("pairs of host and service that get counters", () => {
  test("are twenty where nothing is known of a project", () => {
    expect(admitted(1, MINUTE)).toBe(20);
  });

  test("are as many as the lines of a minute pay for, two hundred at most, for each project by itself", () => {
    noteLines(2, MINUTE, 400);
    noteLines(2, MINUTE, 200);
    expect(admitted(2, 2 * MINUTE)).toBe(50);
    noteLines(2, 2 * MINUTE, 1_000_000);
    expect(admitted(2, 3 * MINUTE)).toBe(200);
    expect(admitted(3, 3 * MINUTE)).toBe(20);
  });

  test("are few again when the minutes that came last have few lines", () => {
    noteLines(4, 0, 6_000);
    for (let at = 1; at <= 7; at++) noteLines(4, at * MINUTE, 10);
    expect(admitted(4, 8 * MINUTE)).toBe(200);
    noteLines(4, 8 * MINUTE, 10);
    expect(admitted(4, 9 * MINUTE)).toBe(20);
  });

  test("stay admitted for the minute in which they were", () => {
    expect(admitPair(5, MINUTE, "web-1", "shop")).toBe(true);
    expect(admitted(5, MINUTE)).toBe(19);
    expect(admitPair(5, MINUTE, "web-1", "shop")).toBe(true);
    expect(admitPair(5, MINUTE, "web-2", "shop")).toBe(false);
  });
});

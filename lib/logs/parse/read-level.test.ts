import { describe, expect, it } from "vitest";
import { levelOf } from "@/lib/logs/levels";
import { inferSeverity, readLevel } from "./read-level";

describe("readLevel", () => {
  it.each([
    ["trace", 1],
    ["Verbose", 1],
    ["DEBUG", 5],
    ["dbg", 5],
    ["info", 9],
    ["Information", 9],
    ["I", 9],
    ["notice", 10],
    ["warn", 13],
    ["WARNING", 13],
    ["[WARN]", 13],
    ["LOG_WARNING", 13],
    ["err", 17],
    ["Error:", 17],
    ["SEVERE", 17],
    ["crit", 18],
    ["alert", 19],
    ["CRITICAL", 21],
    ["fatal", 21],
    ["emerg", 21],
    ["ERROR3", 19],
    ["INFO2", 10],
    ["3", 17],
    ["30", 9],
    ["\u001b[33mwarn\u001b[39m", 13],
  ])("knows the word %j", (word, severity) => {
    expect(readLevel(word)?.severity).toBe(severity);
  });

  it.each([
    [0, 21],
    [3, 17],
    [4, 13],
    [6, 9],
    [7, 5],
    [10, 1],
    [20, 5],
    [30, 9],
    [35, 9],
    [40, 13],
    [50, 17],
    [60, 21],
    [9, 9],
    [17, 17],
    [100, 5],
    [200, 9],
    [250, 10],
    [300, 13],
    [400, 17],
    [500, 21],
    [550, 19],
    [600, 21],
  ])("tells by its size what the number %d means", (number, severity) => {
    expect(readLevel(number)).toEqual({ severity, level: String(number) });
  });

  it("takes a number as it was said to be meant", () => {
    expect(readLevel(10, "otel")?.severity).toBe(10);
    expect(readLevel("20", "otel")?.severity).toBe(20);
    expect(readLevel(5, "syslog")?.severity).toBe(10);
    expect([10, 20, 30, 40, 50].map((number) => readLevel(number, "python")?.severity)).toEqual([
      5, 9, 13, 17, 21,
    ]);
  });

  it("keeps the word as it was sent, without colours", () => {
    expect(readLevel("Warn")).toEqual({ severity: 13, level: "Warn" });
    expect(readLevel("\u001b[31merror\u001b[0m")?.level).toBe("error");
  });

  it.each([["banana"], [""], [" "], ["x".repeat(1_000)], [-1], [1e9], [Number.NaN], [null], [{}], [true]])(
    "finds no level in %j",
    (value) => {
      expect(readLevel(value)).toBeUndefined();
    },
  );

  it("falls into the four categories", () => {
    expect(["trace", "info", "warn", "fatal"].map((word) => levelOf(readLevel(word)?.severity ?? 0))).toEqual(
      ["debug", "information", "warning", "error"],
    );
  });
});

describe("inferSeverity", () => {
  it.each([
    ["ERROR something broke", 17],
    ["2026-11-22 10:00:00,123 WARN  [main] slow", 13],
    ["[error] 12#0: no such file", 17],
    ["[Sun Nov 22] [core:warn] [pid 1] text", 13],
    ["time=now level=debug msg=x", 5],
    ['{"severity": "CRITICAL", cut', 21],
    ["Warning: deprecated", 13],
    ["E1122 21:52:16.123456       1 reflector.go:1] failed", 17],
    ["panic: runtime error", 21],
  ])("reads %j", (text, severity) => {
    expect(inferSeverity(text)).toBe(severity);
  });

  it.each([["all is well"], ["the error was not shouted"], ["INFORMED people"], ["GET /errors 200"], [""]])(
    "finds nothing in %j",
    (text) => {
      expect(inferSeverity(text)).toBeUndefined();
    },
  );

  it("looks at the beginning alone", () => {
    expect(inferSeverity(`${"x ".repeat(200)}ERROR`)).toBeUndefined();
  });
});

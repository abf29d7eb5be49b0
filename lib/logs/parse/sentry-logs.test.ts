import { describe, expect, it } from "vitest";
import type { LogValue } from "@/lib/logs/line";
import { readSentryLogs } from "./sentry-logs";

const ARRIVAL = 1_800_000_000_000_000_000n;
function read(...items: LogValue[]) {
  const logs = readSentryLogs({ version: 2, items }, ARRIVAL);
  if (!logs) throw new Error("it was taken for no list");
  return logs;
}

describe("readSentryLogs", () => {
  it("reads what an SDK sends", () => {
    const { lines, invalid } = read({
      timestamp: 1_795_384_336.125,
      trace_id: "4bf92f3577b34da6a3ce929d0e0e4736",
      span_id: "00f067aa0ba902b7",
      level: "warn",
      body: "Cart 3 is slow",
      severity_number: 14,
      attributes: {
        "sentry.message.template": { value: "Cart %s is slow", type: "string" },
        "sentry.timestamp.sequence": { value: 3, type: "integer" },
        "server.address": { value: "web-1", type: "string" },
        "service.name": { value: "shop", type: "string" },
        big: { value: "9223372036854775807", type: "integer" },
        ok: { value: true, type: "boolean" },
        share: { value: 0.5, type: "double" },
        tags: { value: ["a", "b"], type: "array" },
        plain: "x",
      },
    });
    expect(invalid).toBe(0);
    expect(lines).toEqual([
      {
        time: 1_795_384_336_125_000_003n,
        severity: 14,
        level: "warn",
        host: "web-1",
        service: "shop",
        logger: undefined,
        traceId: "4bf92f3577b34da6a3ce929d0e0e4736",
        spanId: "00f067aa0ba902b7",
        message: "Cart 3 is slow",
        attributes: {
          "sentry.message.template": "Cart %s is slow",
          "sentry.timestamp.sequence": 3,
          big: 9_223_372_036_854_775_807n,
          ok: true,
          share: 0.5,
          tags: ["a", "b"],
          plain: "x",
        },
      },
    ]);
  });

  it.each([
    ["trace", 1],
    ["debug", 5],
    ["info", 9],
    ["warn", 13],
    ["error", 17],
    ["fatal", 21],
    ["other", 9],
  ])("knows the level %s", (level, severity) => {
    expect(read({ level, body: "x" }).lines[0]).toMatchObject({ severity, level, time: ARRIVAL });
  });

  it("counts what is no log, and keeps the others", () => {
    const { lines, invalid } = read(null, "x", {}, { body: "good" }, { body: { a: 1 } }, { body: null });
    expect(lines.map(({ message }) => message)).toEqual(["good", '{"a":1}']);
    expect(invalid).toBe(4);
    expect(readSentryLogs([], ARRIVAL)).toBeNull();
    expect(readSentryLogs({ items: "x" }, ARRIVAL)).toBeNull();
  });
});

import { describe, expect, it } from "vitest";
import type { PreparedEvent } from "@/lib/ingest/prepared-event";
import { decodeEvent } from "./decode-event";
import { encodeEvent } from "./encode-event";
import { UnreadableRecordError } from "./spool-errors";

const event: PreparedEvent = {
  projectId: 42,
  keyId: "0b7a1c52-7a3c-4d4e-9f5e-000000000001",
  eventId: "fc6d8c0c43fc4630ad850ee518f1b9d0",
  receivedAt: new Date("2026-11-22T11:10:00.123Z"),
  occurredAt: new Date("2026-11-21T23:59:59.999Z"),
  level: 40,
  hashes: ["a".repeat(32), "b".repeat(32)],
  groupingVersion: "1",
  type: "TypeError",
  message: "naïve 🐦 \ud800 and \u2028",
  culprit: "f(a.ts)",
  function: "f",
  location: undefined,
  platform: "node",
  isUnhandled: true,
  environment: "",
  release: "web@1.0",
  userKey: null,
  tags: [
    ["browser", "Firefox 140"],
    ["__proto__", "x"],
  ],
  payload: Buffer.from([0, 255, 1, 254, 10]),
};

describe("a stored event", () => {
  it.each([
    { event, isRetry: false },
    { event: { ...event, keyId: "" }, publicKey: "a".repeat(32), isRetry: true },
    { event: { ...event, payload: Buffer.alloc(0), userKey: "id:7" }, isRetry: true },
  ])("comes back as it went", (spooled) => expect(decodeEvent(encodeEvent(spooled))).toEqual(spooled));

  it("comes back from a part of a larger buffer", () => {
    const record = encodeEvent({ event, isRetry: false });
    const around = Buffer.concat([Buffer.alloc(3), record, Buffer.alloc(5)]);
    expect(
      decodeEvent(new Uint8Array(around.buffer, around.byteOffset + 3, record.byteLength)).event,
    ).toEqual(event);
  });

  it("of an unknown version is refused by code", () => {
    const record = encodeEvent({ event, isRetry: false });
    record[0] = 2;
    expect(codeOf(record)).toBe("unknown_version");
    expect(codeOf(Buffer.alloc(0))).toBe("unknown_version");
  });

  it("that was cut is refused by code, wherever the header was cut", () => {
    const record = encodeEvent({ event, isRetry: false });
    const headerEnd = record.byteLength - event.payload.byteLength;
    for (let length = 1; length < headerEnd; length += 13)
      expect(codeOf(record.subarray(0, length))).toBe("damaged");
  });
});

function codeOf(record: Buffer): string {
  try {
    decodeEvent(record);
    return "none";
  } catch (error) {
    return error instanceof UnreadableRecordError ? error.code : String(error);
  }
}

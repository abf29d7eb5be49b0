import { describe, expect, it } from "vitest";
import { groupEvent } from "@/lib/grouping/group-event";
import { normaliseEvent } from "@/lib/protocol/normalise-event";
import { samplePayload } from "./sample-payload";
import { platforms } from "./schemas";

const now = new Date("2026-01-10T12:00:00Z");
const id = "0123456789abcdef0123456789abcdef";

describe("a sample event", () => {
  it.each(platforms)("of $name is taken whole, with nothing to correct", ({ id: platform }) => {
    const event = normaliseEvent(samplePayload(platform, id, now), { receivedAt: now });
    expect(event.errors ?? []).toEqual([]);
    expect(event).toMatchObject({
      event_id: id,
      level: "error",
      environment: "sample",
      release: "sample@1.0.0",
    });
  });

  it.each(platforms.filter(({ id: platform }) => platform !== "other"))(
    "of $name shows the line that threw",
    ({ id: platform }) => {
      const event = normaliseEvent(samplePayload(platform, id, now), { receivedAt: now });
      const frame = event.exception?.values[0]?.stacktrace?.frames.at(-1);
      expect(frame).toMatchObject({
        lineno: 42,
        in_app: true,
        context_line: expect.stringMatching(/postcode/i),
      });
    },
  );

  it("falls into one issue however often it is sent", () => {
    const hashes = [id, "f".repeat(32)].map(
      (eventId) => groupEvent(normaliseEvent(samplePayload("go", eventId, now), { receivedAt: now })).hashes,
    );
    expect(hashes[0]).toEqual(hashes[1]);
  });
});

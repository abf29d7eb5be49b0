import type { Event, Exception, Frame } from "@/lib/protocol/event";

/** A valid event for tests; what matters to a test is passed in. */
export function buildEvent(fields: Partial<Event> = {}): Event {
  return {
    event_id: "0123456789abcdef0123456789abcdef",
    type: fields.exception ? "error" : "default",
    timestamp: "2026-11-18T14:31:48.000Z",
    received: "2026-11-18T14:31:49.000Z",
    level: "error",
    platform: "other",
    tags: [],
    ...fields,
  };
}

/** An event with these exceptions, oldest cause first. */
export function buildErrorEvent(
  platform: string,
  exceptions: Exception[],
  fields: Partial<Event> = {},
): Event {
  return buildEvent({ platform, exception: { values: exceptions }, ...fields });
}

/** `["checkout/cart.py", "total", { in_app: true }]`, outermost call first. */
export type FrameSketch = [path: string, name?: string, fields?: Partial<Frame>];

export function buildFrames(...sketches: FrameSketch[]): Frame[] {
  return sketches.map(([path, name, fields], index) => ({
    ...(path && { filename: path, abs_path: path }),
    ...(name !== undefined && { function: name }),
    lineno: 10 + index,
    colno: 5,
    ...fields,
  }));
}

export function buildException(type: string, value: string, frames?: Frame[]): Exception {
  return { type, value, ...(frames && { stacktrace: { frames } }) };
}

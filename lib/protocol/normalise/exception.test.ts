import { expect, it } from "vitest";
import type { Event, Json } from "@/lib/protocol/event";
import { type NormaliseContext, normaliseEvent } from "@/lib/protocol/normalise-event";

const receivedAt = new Date("2026-11-05T12:00:00.000Z");

function normalise(raw: Json, context: Partial<NormaliseContext> = {}): Event {
  return normaliseEvent(raw, { receivedAt, ...context });
}

const notes = (event: Event) => event.errors?.map(({ type, name }) => `${type} ${name}`) ?? [];
const list = (length: number, make: (index: number) => Json) =>
  Array.from({ length }, (_, index) => make(index));

it.each([
  ["values", { exception: { values: [{ type: "A" }, { type: "B", value: { code: 5 } }] } }],
  ["a list", { exception: [{ type: "A" }, { type: "B", value: { code: 5 } }] }],
  [
    "the legacy name",
    { "sentry.interfaces.Exception": { values: [{ type: "A" }, null, { type: "B", value: { code: 5 } }] } },
  ],
])("reads %s", (_name, raw) => {
  expect(normalise(raw as Json).exception?.values).toMatchObject([
    { type: "A" },
    { type: "B", value: '{"code":5}' },
  ]);
});

it("reads one exception alone, and attaches the stack beside it", () => {
  const event = normalise({
    exception: { type: "A", value: 5 },
    stacktrace: { frames: [{ function: "f" }] },
  });
  expect(event.exception?.values).toMatchObject([
    { value: "5", stacktrace: { frames: [{ function: "f" }] } },
  ]);
  expect(event.stacktrace).toBeUndefined();
});

it("keeps the stack of a message", () => {
  const event = normalise({
    message: "m",
    "sentry.interfaces.Stacktrace": { frames: [{ function: "f" }] },
  });
  expect(event.stacktrace?.frames).toMatchObject([{ function: "f" }]);
  expect(event.type).toBe("default");
});

it("needs a type, a value or a stack", () => {
  const event = normalise({ exception: [{ module: "m" }, { type: "", value: "" }, { value: "v" }] });
  expect(event.exception?.values).toMatchObject([{ value: "v" }]);
  expect(notes(event)).toEqual(["invalid_data exception.0.value", "invalid_data exception.1.value"]);
});

it("C9: keeps both ends of 10^5 frames, the newest of 10^5 breadcrumbs, the ends of 10^4 exceptions", () => {
  const event = normalise({
    exception: list(10_000, (i) => ({ type: `E${i}`, mechanism: { exception_id: i, parent_id: i } })),
    stacktrace: { frames: list(100_000, (i) => ({ lineno: i })) },
    breadcrumbs: { values: list(100_000, (i) => ({ message: `b${i}` })) },
  });
  const types = event.exception?.values.map((exception) => exception.type) ?? [];
  expect([types.length, types[0], types[24], types[25], types.at(-1)]).toEqual([
    50,
    "E0",
    "E24",
    "E9975",
    "E9999",
  ]);
  const lines = event.stacktrace?.frames.map((frame) => frame.lineno) ?? [];
  expect([lines.length, lines[49], lines[50], lines.at(-1)]).toEqual([250, 49, 99_800, 99_999]);
  expect(event.stacktrace?.frames_omitted).toEqual([50, 99_800]);
  const messages = event.breadcrumbs?.values.map((breadcrumb) => breadcrumb.message) ?? [];
  expect([messages.length, messages[0], messages.at(-1)]).toEqual([100, "b99900", "b99999"]);
  expect(notes(event)).toEqual([
    "too_many_values exception",
    "too_many_values stacktrace.frames",
    "too_many_values breadcrumbs",
  ]);
});

it("keeps variables for 50 frames: in-app ones first, then those nearest to the crash", () => {
  const frames = list(100, (i) => ({
    lineno: i,
    in_app: i < 10,
    vars: { a: 1 },
    pre_context: ["x"],
    context_line: "y",
  }));
  const kept = normalise({ stacktrace: { frames } }).stacktrace?.frames.filter((frame) => frame.vars) ?? [];
  expect(kept.map((frame) => frame.lineno)).toEqual([...Array(10).keys(), ...list(40, (i) => 60 + i)]);
});

it("reads odd frames: numbers as text, addresses as numbers, variables as a list", () => {
  const frame = {
    lineno: "12",
    colno: 1.5,
    in_app: "true",
    instruction_addr: 255,
    vars: ["a", 1],
    pre_context: [null, 5, "x"],
  };
  const event = normalise({ stacktrace: { frames: [frame, "junk", null, {}] } });
  expect(JSON.parse(JSON.stringify(event.stacktrace?.frames))).toEqual([
    {
      lineno: 12,
      in_app: true,
      instruction_addr: "0xff",
      vars: { 0: "a", 1: 1 },
      pre_context: ["", "5", "x"],
    },
    {},
  ]);
  expect(notes(event)).toEqual([
    "invalid_data stacktrace.frames.1",
    "invalid_data stacktrace.frames.0.colno",
  ]);
});

it("reads threads with any id", () => {
  const event = normalise({
    threads: [{ id: 0, crashed: true, stacktrace: { frames: [] } }, { id: "main" }],
  });
  expect(event.threads?.values).toMatchObject([
    { id: "0", crashed: true, stacktrace: { frames: [] } },
    { id: "main" },
  ]);
});

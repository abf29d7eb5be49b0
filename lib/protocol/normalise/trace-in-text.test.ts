import { describe, expect, it } from "vitest";
import { groupEvent } from "@/lib/grouping/group-event";
import type { Event, Json } from "@/lib/protocol/event";
import { normaliseEvent } from "@/lib/protocol/normalise-event";

const receivedAt = new Date("2026-11-05T12:00:00.000Z");
const normalise = (raw: Json): Event => normaliseEvent(raw, { receivedAt });
const notes = (event: Event) => event.errors?.map(({ type, name }) => `${type} ${name}`) ?? [];

const V8 = "TypeError: x is undefined\n    at applyCoupon (https://shop.example/app.js:1:20)";
const JAVA =
  "java.lang.IllegalStateException: closed\n\tat com.shop.Cart.total(Cart.java:12)\nCaused by: java.io.IOException: gone\n\tat com.shop.Db.get(Db.java:3)\n\t... 1 more";
const PYTHON =
  'Traceback (most recent call last):\n  File "/srv/cart.py", line 12, in total\n    return 1/0\nZeroDivisionError: division by zero';

const functionsOf = (event: Event) =>
  event.exception?.values.map(({ stacktrace }) => stacktrace?.frames.map((frame) => frame.function));

describe("a stack trace sent as text", () => {
  it("is read where frames are expected, and names the exception if the client did not", () => {
    const event = normalise({ platform: "javascript", exception: { values: [{ stacktrace: V8 }] } });
    expect(event.exception?.values).toMatchObject([
      {
        type: "TypeError",
        value: "x is undefined",
        stacktrace: { frames: [{ function: "applyCoupon", lineno: 1 }] },
      },
    ]);
    expect(notes(event)).toEqual([]);
  });

  it("does not overrule what the client said", () => {
    const event = normalise({ exception: { type: "Mine", value: "own", stacktrace: V8 } });
    expect(event.exception?.values).toMatchObject([{ type: "Mine", value: "own" }]);
  });

  it("brings its causes if the client sent one exception, and only then", () => {
    expect(functionsOf(normalise({ exception: [{ type: "A", stacktrace: JAVA }] }))).toEqual([
      ["total", "get"],
      ["total"],
    ]);
    const two = normalise({ exception: [{ type: "A" }, { type: "B", stacktrace: JAVA }] });
    expect(functionsOf(two)).toEqual([undefined, ["total"]]);
  });

  it("is read beside an exception, beside a message and in threads", () => {
    const beside = normalise({ exception: { type: "A", value: "v" }, stacktrace: V8 });
    expect(functionsOf(beside)).toEqual([["applyCoupon"]]);
    expect(beside.stacktrace).toBeUndefined();
    const named = normalise({ message: "m", stacktrace: V8 });
    expect(named.exception?.values).toMatchObject([{ type: "TypeError" }]);
    expect(functionsOf(named)).toEqual([["applyCoupon"]]);
    const unnamed = normalise({ message: "m", stacktrace: "f@https://shop.example/a.js:1:2" });
    expect(unnamed.stacktrace?.frames).toMatchObject([{ function: "f" }]);
    const thread = normalise({ threads: [{ id: 1, stacktrace: PYTHON }] });
    expect(thread.threads?.values[0]?.stacktrace?.frames).toMatchObject([{ function: "total" }]);
    const raw = normalise({ exception: { type: "A", stacktrace: V8, raw_stacktrace: V8 } });
    expect(raw.exception?.values[0]?.raw_stacktrace?.frames).toHaveLength(1);
  });

  it("is noted once if nobody can read it", () => {
    expect(notes(normalise({ exception: { type: "A", stacktrace: "what?" } }))).toEqual([
      "invalid_data exception.stacktrace",
    ]);
    expect(notes(normalise({ message: "m", stacktrace: "what?" }))).toEqual(["invalid_data stacktrace"]);
  });

  it("keeps both ends of many frames", () => {
    const lines = Array.from({ length: 1000 }, (_, index) => `    at f${999 - index} (/srv/a.js:1:2)`);
    const stack = normalise({ exception: { stacktrace: `RangeError: deep\n${lines.join("\n")}` } }).exception
      ?.values[0]?.stacktrace;
    expect(stack?.frames).toHaveLength(250);
    expect([stack?.frames[49], stack?.frames[50]]).toMatchObject([{ function: "f49" }, { function: "f800" }]);
    expect(stack?.frames_omitted).toEqual([50, 800]);
  });
});

describe("a stack trace pasted into a text", () => {
  it.each([
    ["Python", PYTHON, "ZeroDivisionError", [["total"]]],
    ["Java", JAVA, "IllegalStateException", [["total", "get"], ["total"]]],
    ["V8", V8, "TypeError", [["applyCoupon"]]],
  ])("of a message becomes exceptions, and the message stays: %s", (_name, trace, type, functions) => {
    const text = `order 7 failed\n${trace}`;
    const event = normalise({ message: text });
    expect(event.logentry).toEqual({ formatted: text });
    expect(event.type).toBe("error");
    expect(event.exception?.values.at(-1)?.type).toBe(type);
    expect(functionsOf(event)).toEqual(functions);
    expect(groupEvent(event).variants[0]?.strategy).toMatch(/exception$/);
  });

  it("of a log entry with parameters is read from what people read", () => {
    const event = normalise({ logentry: { message: "failed: %s", formatted: `failed:\n${PYTHON}` } });
    expect(event.exception?.values).toMatchObject([{ type: "ZeroDivisionError" }]);
    expect(event.logentry?.message).toBe("failed: %s");
  });

  it("of a value becomes the stack; the value stays", () => {
    const event = normalise({ exception: { type: "Wrapped", value: PYTHON, stacktrace: { frames: [] } } });
    expect(event.exception?.values).toMatchObject([{ type: "Wrapped", value: PYTHON }]);
    expect(functionsOf(event)).toEqual([["total"]]);
  });

  it("is left alone beside stacks that the client sent", () => {
    const stacktrace = { frames: [{ function: "f" }] };
    expect(normalise({ message: PYTHON, stacktrace }).exception).toBeUndefined();
    expect(normalise({ message: PYTHON, threads: [{ id: 1, stacktrace }] }).exception).toBeUndefined();
    const event = normalise({ message: PYTHON, exception: { type: "A", value: "v" } });
    expect(event.exception?.values).toHaveLength(1);
    const valued = normalise({ exception: { type: "A", value: PYTHON, stacktrace } });
    expect(functionsOf(valued)).toEqual([["f"]]);
  });

  it.each([
    "see\nat home (x:1:2)",
    "write to mara@shop.example\nor jon@shop.example",
    "f@https://shop.example/a.js:1:2",
    "one\nf@https://shop.example/a.js:1:2",
  ])("is not seen in %j", (message) => {
    expect(normalise({ message }).exception).toBeUndefined();
  });
});

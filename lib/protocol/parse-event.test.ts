import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodePayload, encodePayload } from "@/lib/events/payload";
import { groupEvent } from "@/lib/grouping/group-event";
import { normaliseEvent } from "./normalise-event";
import { parseEvent, SeenFrame, SeenStack } from "./parse-event";
import { parseJson } from "./parse-json";

const context = { receivedAt: new Date("2026-11-22T12:00:00Z") };

function stack(name: string, frames = 10, vars: Record<string, unknown> = {}) {
  return {
    frames: Array.from({ length: frames }, (_, index) => ({
      filename: `/srv/${name}/step${index}.js`,
      function: `step${index}`,
      context_line: `  return run("${name}", ${index}); // "}" and { in text`,
      lineno: index,
      in_app: index > 5,
      vars,
    })),
  };
}

function event(change: object): Buffer {
  return Buffer.from(
    JSON.stringify({ event_id: "a".repeat(32), timestamp: 1_795_000_000, platform: "node", ...change }),
  );
}

function seen(bytes: Buffer): boolean {
  const raw = parseEvent(bytes) as { exception: { values: { stacktrace: unknown }[] } };
  return raw.exception.values.some(({ stacktrace }) => stacktrace instanceof SeenStack);
}

/** How many frames of the first stack are known. */
function seenFramesOf(bytes: Buffer): number {
  const raw = parseEvent(bytes) as unknown as {
    exception: { values: { stacktrace: { frames: unknown[] } }[] };
  };
  return raw.exception.values[0]?.stacktrace.frames.filter((frame) => frame instanceof SeenFrame).length ?? 0;
}

/** A stack whose frames came before, but for the last. */
function stackOf(name: string, last: string, frames = 10, vars: Record<string, unknown> = {}) {
  const known = stack(name, frames - 1, { ...vars, pad: "x".repeat(256) });
  return { frames: [...known.frames, ...stack(last, 1).frames] };
}

/** An event with such a stack. */
function inCompany(...args: Parameters<typeof stackOf>): Buffer {
  return event({ exception: { values: [{ type: "E", stacktrace: stackOf(...args) }] } });
}

function framesText(name: string): string {
  return JSON.stringify(stackOf(name, name, 4).frames);
}

/** A frame that is nested so deep, and one that is not. */
function nested(levels: number, last: string): Buffer {
  const vars = `{"a":${"[".repeat(levels)}${"]".repeat(levels)}}`;
  const frames = `[{"function":"${"g".repeat(300)}","vars":${vars}},{"function":"${last}"}]`;
  return Buffer.from(`{"exception":{"values":[{"stacktrace":{"frames":${frames}}}]}}`);
}

/** What is stored, and how it is grouped. */
function result(raw: unknown): unknown {
  const normalised = normaliseEvent(raw as never, context);
  return { stored: decodePayload(encodePayload(normalised)), grouping: groupEvent(normalised) };
}

/** A cause that carries a secret, and what was thrown. */
const chain = (message: string) => [
  {
    type: "A",
    value: message,
    stacktrace: stack("cause", 8, { password: "hunter2", list: [1, { token: "x" }] }),
  },
  { type: "B", value: "ünïcode ", stacktrace: stack("thrown", 12) },
];

describe("parseEvent", () => {
  it("makes the same of a stack that it has seen as of one that it has not, secrets taken out", () => {
    const expected = ["one", "two", "three"].map((message) =>
      result(parseJson(event({ exception: { values: chain(message) } }))),
    );
    const got = ["one", "two", "three"].map((message) => {
      const bytes = event({ exception: { values: chain(message) } });
      expect(seen(bytes)).toBe(message !== "one");
      return result(parseEvent(bytes));
    });
    expect(got).toEqual(expected);
    expect(JSON.stringify(got)).not.toContain("hunter2");
  });

  it("finds the stack in every form of exceptions that clients send, with white space too", () => {
    for (const [index, exception] of [
      (value: object) => ({ values: [value] }),
      (value: object) => [value],
    ].entries()) {
      const bytes = event({ exception: exception({ type: "E", stacktrace: stack(`form${index}`) }) });
      const spaced = Buffer.from(JSON.stringify(JSON.parse(bytes.toString()), null, 1).replaceAll("\n", ""));
      for (const form of [bytes, spaced]) {
        const expected = result(parseJson(form));
        expect(result(parseEvent(form))).toEqual(expected);
        expect(result(parseEvent(form))).toEqual(expected);
        expect(result(parseEvent(form))).toEqual(expected);
      }
    }
  });

  it("does not share a stack that needed a note, or whose platform makes another group", () => {
    const broken = { frames: [...stack("broken").frames, { lineno: "not a number" }] };
    const bytes = event({ exception: { values: [{ type: "E", stacktrace: broken }] } });
    const expected = result(parseJson(bytes));
    expect(result(parseEvent(bytes))).toEqual(expected);
    expect(result(parseEvent(bytes))).toEqual(expected);
    expect(result(parseEvent(bytes))).toEqual(expected);
    for (const platform of ["node", "python", "node"]) {
      const own = event({ platform, exception: { values: [{ type: "E", stacktrace: stack("platforms") }] } });
      expect(result(parseEvent(own))).toEqual(result(parseJson(own)));
    }
  });

  it("makes the same of frames that it has seen in other stacks, secrets taken out", () => {
    for (const [index, last] of ["one", "two", "three", "four"].entries()) {
      expect(seenFramesOf(inCompany("shared", last, 10, { password: "hunter2" }))).toBe(index === 0 ? 0 : 9);
      const got = result(parseEvent(inCompany("shared", last, 10, { password: "hunter2" })));
      expect(got).toEqual(result(parseJson(inCompany("shared", last, 10, { password: "hunter2" }))));
      expect(JSON.stringify(got)).not.toContain("hunter2");
    }
  });

  it("takes nothing from shared frames when a long stack is slimmed", () => {
    for (const [frames, last] of [
      [20, "a"],
      [20, "b"],
      [80, "c"],
      [80, "d"],
      [20, "e"],
    ] as const) {
      const expected = result(parseJson(inCompany("slim", last, frames, { kept: "yes" })));
      expect(result(parseEvent(inCompany("slim", last, frames, { kept: "yes" })))).toEqual(expected);
    }
    expect(seenFramesOf(inCompany("slim", "f", 20, { kept: "yes" }))).toBe(19);
  });

  it("counts what it does not look at again against the limits", () => {
    const many = {
      frames: [
        { function: "f", vars: Object.fromEntries(Array.from({ length: 600 }, (_, n) => [`v${n}`, n])) },
      ],
    };
    const times = (count: number, last: string) =>
      event({
        exception: {
          values: [
            {
              type: "E",
              stacktrace: { frames: [...Array(count).fill(many.frames[0]), ...stack(last, 1).frames] },
            },
          ],
        },
      });
    for (const last of ["one", "two"]) parseEvent(times(2, last));
    normaliseEvent(parseEvent(times(2, "three")), context);
    expect(seenFramesOf(times(2, "four"))).toBe(2);
    expect(() => parseEvent(times(170, "five"))).toThrow(expect.objectContaining({ reason: "too_complex" }));
    for (const last of ["one", "two", "three"]) normaliseEvent(parseEvent(nested(100, last)), context);
    expect(() => parseEvent(nested(130, "four"))).toThrow(expect.objectContaining({ reason: "too_complex" }));
  });

  it("is parseJson for whatever else is called a stack", () => {
    const lookalike = { stacktrace: stack("lookalike") };
    for (const change of [
      { exception: { foo: [lookalike] } },
      { exception: { values: [{ type: "E", mechanism: lookalike }] } },
      { extra: { exception: { values: [lookalike] } } },
      { exception: { values: [{ type: "E", value: JSON.stringify(lookalike) }] } },
      {
        exception: {
          values: [
            { type: "E", stacktrace: null },
            { type: "F", ...lookalike },
          ],
        },
      },
      { exception: { values: { a: lookalike } } },
      { exception: { values: [{ type: "E", stacktrace: { frames: [null, ...stack("holes").frames] } }] } },
      { exception: { values: [{ type: "E", stacktrace: { frames: { a: stack("object") } } }] } },
      { exception: { values: [{ type: "E", stacktrace: { frames: [stack("inner").frames] } }] } },
      lookalike,
    ]) {
      for (let turn = 0; turn < 3; turn++) {
        const bytes = event(change);
        expect(result(parseEvent(bytes))).toEqual(result(parseJson(bytes)));
      }
    }
  });

  it("agrees with parseJson on any event that has stacks", () => {
    const frame = fc.record(
      {
        function: fc.string(),
        context_line: fc.string({ maxLength: 200 }),
        vars: fc.dictionary(fc.string(), fc.jsonValue()),
      },
      { requiredKeys: [] },
    );
    const item = fc.record(
      {
        type: fc.string(),
        value: fc.string(),
        stacktrace: fc.record({ frames: fc.array(frame, { maxLength: 12 }) }),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.array(item, { maxLength: 3 }), fc.jsonValue(), (values, extra) => {
        const bytes = event({ extra: { extra }, exception: { values } });
        const expected = result(parseJson(bytes));
        expect(result(parseEvent(bytes))).toEqual(expected);
        expect(result(parseEvent(bytes))).toEqual(expected);
        expect(result(parseEvent(bytes))).toEqual(expected);
      }),
      { numRuns: 150 },
    );
  });

  it("is parseJson for keys that come twice", () => {
    const id = `"event_id":"${"a".repeat(32)}","timestamp":1795000000`;
    for (const text of [
      `{${id},"exception":{"values":[{"stacktrace":{"frames":${framesText("a")},"frames":${framesText("b")}}}]}}`,
      `{${id},"exception":{"values":[{"stacktrace":{"frames":[],"frames":${framesText("b")}}}]}}`,
      `{${id},"exception":{"values":[{"stacktrace":{"frames":${framesText("a")}},"stacktrace":{"frames":${framesText("b")}}}]}}`,
      `{${id},"exception":{"values":[{"stacktrace":{"frames":${framesText("a")}}}]},"exception":[{"stacktrace":{"frames":${framesText("b")}}}]}`,
    ]) {
      for (let turn = 0; turn < 4; turn++) {
        expect(result(parseEvent(Buffer.from(text)))).toEqual(result(parseJson(Buffer.from(text))));
      }
    }
  });

  it.each([
    ["{", "invalid_json"],
    [`{"exception":{"values":[{"stacktrace":{"frames":[${"{},".repeat(400)}nul]}}]}}`, "invalid_json"],
    [`{"exception":{"values":[{"stacktrace":${"[".repeat(200)}]}`, "too_complex"],
  ])("refuses %.40s as parseJson does", (text, reason) => {
    expect(() => parseEvent(Buffer.from(text))).toThrow(expect.objectContaining({ reason }));
  });
});

import { describe, expect, it } from "vitest";
import type { Event } from "@/lib/protocol/event";
import { groupEvent } from "./group-event";
import { hashStrings } from "./hash-strings";
import { buildErrorEvent, buildEvent, buildException, type buildFrames } from "./testing/build-event";

const hashesOf = (event: Event) => groupEvent(event).hashes;
const hashOf = (platform: string, ...values: ReturnType<typeof buildFrames>) =>
  hashesOf(
    buildEvent({ platform, stacktrace: { frames: values.map((frame) => ({ in_app: true, ...frame })) } }),
  )[0];

const page = "file:///tmp/test.html";
const at = (name?: string, path = page) => ({
  abs_path: path,
  filename: path.replace("file://", ""),
  in_app: false,
  ...(name && { function: name }),
});

describe("a frame", () => {
  it("counts its module instead of its file", () => {
    expect(hashOf("java", { module: "a.B$$Lambda$3", filename: "B.java", function: "f" })).toBe(
      hashStrings(["a.B$$Lambda", "f"]),
    );
  });

  it("counts a JavaScript module without its build hash", () => {
    expect(hashOf("node", { module: "chunks/app.3f2a1b9c", function: "f" })).toBe(
      hashStrings(["chunks/app", "f"]),
    );
  });

  it("does not count a JavaScript module that is part of the URL", () => {
    const frame = { module: "static/app", abs_path: "https://x.example/static/app", function: "f" };
    expect(hashOf("javascript", frame)).toBe(hashStrings(["f"]));
  });

  it.each([
    "https://x.example/a.js",
    "http://x.example/a.js",
    "blob:https://x.example/1",
    "applewebdata://1/a",
  ])("does not count a file from %s", (abs_path) => {
    expect(hashOf("javascript", { abs_path, filename: "/a.js", function: "f" })).toBe(hashStrings(["f"]));
  });

  it.each([{ function: "eval" }, { abs_path: "<anonymous>" }, { abs_path: "[native code]" }])(
    "of a JavaScript engine does not count: %j",
    (fields) => {
      expect(hashOf("javascript", { filename: "a.js", function: "g" }, { function: "f", ...fields })).toBe(
        hashStrings(["a.js", "g"]),
      );
    },
  );

  it.each(["javascript", "node", "python", "php", "ruby"])("counts the source line for %s", (platform) => {
    const frame = { filename: "a.x", function: "f", context_line: "  let\t a =  1 " };
    expect(hashOf(platform, frame)).toBe(hashStrings(["a.x", "f", "let a = 1"]));
  });

  it("does not count the source line for other platforms, long lines, or nameless frames from a URL", () => {
    const frame = { filename: "a.x", function: "f", context_line: "let a" };
    expect(hashOf("go", frame)).toBe(hashStrings(["a.x", "f"]));
    const at = (length: number) => hashOf("node", { ...frame, context_line: "x".repeat(length) });
    expect(at(120)).toBe(hashStrings(["a.x", "f", "x".repeat(120)]));
    expect(at(121)).toBe(hashStrings(["a.x", "f"]));
    expect(at(1000)).toBe(hashStrings(["a.x", "f"]));
    const nameless = { abs_path: "https://x.example/", context_line: "let a" };
    expect(hashOf("javascript", nameless, { function: "g" })).toBe(hashStrings(["g"]));
  });

  it.each(["?", "<anonymous>", "global code", "load/<"])("called %s by an engine is nameless", (name) => {
    const frame = { abs_path: "https://x.example/", function: name, context_line: "let a" };
    expect(hashOf("javascript", frame, { function: "g" })).toBe(hashStrings(["g"]));
  });

  it("counts the source line instead of the function once a source map was applied", () => {
    const stacktrace = {
      frames: [{ filename: "a.ts", function: "t", context_line: "throw x", in_app: true }],
    };
    const raw = { ...buildException("E", ""), stacktrace, raw_stacktrace: { frames: [] } };
    expect(hashesOf(buildErrorEvent("javascript", [raw]))[0]).toBe(hashStrings(["E", "a.ts", "throw x"]));
  });

  it("that repeats the one before does not count, whatever its line", () => {
    const frame = { filename: "a.go", function: "walk" };
    expect(hashOf("go", { ...frame, lineno: 1 }, { ...frame, lineno: 2 }, frame)).toBe(hashOf("go", frame));
    expect(hashOf("go", frame, { ...frame, function: "g" }, frame)).not.toBe(
      hashOf("go", frame, { ...frame, function: "g" }),
    );
  });

  it("that is alone, nameless and from a URL does not count", () => {
    const stacktrace = { frames: [{ abs_path: "https://x.example/", filename: "/", in_app: true }] };
    const event = buildErrorEvent("javascript", [{ type: "Error", value: "no", stacktrace }]);
    expect(hashesOf(event)).toEqual([hashStrings(["Error", "no"])]);
  });

  it("without symbol counts the library it is in", () => {
    expect(hashOf("native", { package: "/opt/shop/libCart.so", function: "<redacted>" })).toBe(
      hashStrings(["libcart.so"]),
    );
  });

  it("goes by its own platform", () => {
    expect(hashOf("go", { platform: "javascript", filename: "a.js", function: "Object.f" })).toBe(
      hashStrings(["a.js", "f"]),
    );
  });
});

describe("Sentry's published hashes", () => {
  it("matches for one JavaScript error", () => {
    const names = [undefined, "Foo.testMethod", "aha", "eval", "test"];
    const callbacks = [undefined, "Object.callback", "callAnotherThing", "Object.aha"];
    const stack = [
      ...names.map((name) => at(name)),
      at("Array.map", "<anonymous>"),
      ...callbacks.map((name) => at(name)),
    ];
    const event = buildErrorEvent("javascript", [buildException("Error", "bad", stack)]);
    expect(hashesOf(event)).toEqual(["811a408067f03b8eff2437a8e7515966"]);
  });

  it("matches for a hybrid fingerprint", () => {
    const type = "FailedToFetchError";
    const value = `${type}: Charlie didn't bring the ball back!`;
    const event = buildErrorEvent("javascript", [buildException(type, value)], {
      fingerprint: ["{{ default }}", "dogs are great"],
    });
    expect(hashesOf(event)).toEqual(["e3d593b4335190212ca7c18b8e967fb1"]);
  });
});

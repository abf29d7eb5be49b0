import { describe, expect, test } from "vitest";
import type { Component } from "@/lib/grouping/grouping";
import { countParts, placeOf, textOf } from "./read-component";

const leaf = (id: string, text: string, contributes = true): Component => ({
  id,
  contributes,
  values: [text],
});

const frame = (contributes: boolean, ...values: Component[]): Component => ({
  id: "frame",
  contributes,
  values,
});

describe("a tree of what is compared", () => {
  test("counts the parts that go into the hash", () => {
    const muted = frame(false, leaf("filename", "b.js"), leaf("function", "b"));
    const tree: Component = {
      id: "exception",
      contributes: true,
      values: [leaf("type", "Error"), leaf("value", "no", false), frame(true, leaf("function", "a")), muted],
    };
    expect(countParts(tree)).toEqual({ all: 5, counting: 2 });
    // `["eu", "{{ default }}"]`: texts and a tree side by side.
    expect(countParts({ id: "fingerprint", contributes: true, values: ["eu", tree] })).toEqual({
      all: 6,
      counting: 3,
    });
    expect(countParts({ id: "fallback", contributes: false, values: [] })).toEqual({ all: 1, counting: 0 });
  });

  test("names a frame by its function and its module, else by what it has", () => {
    const full = frame(true, leaf("module", "m"), leaf("filename", "f.py", false), leaf("function", "run"));
    expect(placeOf(full)).toEqual({ name: "run", file: "m" });
    expect(placeOf(frame(true, leaf("filename", "f.py"), leaf("context-line", "x = 1")))).toEqual({
      name: "x = 1",
      file: "f.py",
    });
    expect(placeOf(frame(true, leaf("package", "libc")))).toEqual({ name: "libc", file: undefined });
    expect(placeOf(frame(false))).toEqual({ name: "frame", file: undefined });
    expect(placeOf(leaf("type", "Error"))).toBeUndefined();
  });

  test("finds the first text of a part", () => {
    const tree = { ...frame(true, leaf("function", "a"), leaf("function", "b")), id: "stacktrace" };
    expect(textOf(tree, "function")).toBe("a");
    expect(textOf(tree, "value")).toBeUndefined();
  });
});

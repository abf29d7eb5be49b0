import { expect, it } from "vitest";
import { buildSettings } from "@/lib/grouping/build-settings";
import { buildErrorEvent, buildException, buildFrames } from "@/lib/grouping/testing/build-event";
import { openSpokenLines } from "./spoken-lines";

const frames = buildFrames(
  ["/srv/app/run.js", "run", { in_app: true }],
  ["/srv/app/node_modules/got/index.js", "got", { in_app: false }],
);
const event = buildErrorEvent("node", [buildException("TypeError", "no card", frames)]);

function linesOf(...rules: string[]): number[] {
  const stored = { version: "jackdaw:2026-12", revision: 1, fingerprintRules: "" };
  return openSpokenLines(buildSettings({ ...stored, stackTraceRules: rules.join("\n") }))(event);
}

it.each([
  ["a rule that changes a frame", "stack.function:run -app"],
  ["a rule that says what is so already", "stack.function:got -app"],
  ["a rule that asks for what it changes", "app:yes stack.function:run -app"],
  ["a rule that takes a frame out", "stack.function:run -group"],
  ["a rule about the stack as a whole", "error.type:TypeError max-frames=2"],
  ["a rule that only names a category", "stack.function:run category=main"],
  ["a rule about the caller", "[ stack.function:run ] | stack.function:got -group"],
])("names %s", (_name, rule) => {
  expect(linesOf(rule)).toEqual([1]);
});

it("names no rule that holds for no frame", () => {
  expect(
    linesOf("stack.function:other -app", "error.type:RangeError -group", "app:no stack.function:run +app"),
  ).toEqual([]);
});

it("names two rules that hold for one frame, whichever wins, and those that build on each other", () => {
  expect(linesOf("stack.function:run -group", "stack.abs_path:**/run.js +group")).toEqual([1, 2]);
  expect(
    linesOf("stack.function:run category=main", "category:main -group", "category:other -group"),
  ).toEqual([1, 2]);
});

it("takes nothing from lines that are alike", () => {
  expect(linesOf("stack.function:run -app", "# between", "stack.function:run -app")).toEqual([1, 3]);
});

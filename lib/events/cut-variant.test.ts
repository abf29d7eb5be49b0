import { expect, it } from "vitest";
import type { Component } from "@/lib/grouping/grouping";
import { cutVariant } from "./cut-variant";

const frame = (name: string): Component => ({ id: "frame", contributes: true, values: [name] });
const frames = (count: number): Component => ({
  id: "stacktrace",
  contributes: true,
  values: Array.from({ length: count }, (_, index) => frame(`f${index}`)),
});
const cut = (component: Component) => cutVariant({ name: "app", strategy: "x", component }).component;
const more = (text: string): Component => ({ id: "more", contributes: false, hint: text, values: [] });

it("leaves alone what is small", () => {
  expect(cut(frames(250))).toEqual(frames(250));
  expect(cutVariant({ name: "system", strategy: "x" })).toEqual({ name: "system", strategy: "x" });
});

it("keeps the 250 frames nearest the crash, of all stacks together", () => {
  const chain: Component = { id: "chained-exception", contributes: true, values: [frames(200), frames(200)] };
  const [cause, thrown] = (cut(chain)?.values ?? []) as Component[];
  expect(thrown).toEqual(frames(200));
  expect(cause?.values).toEqual([more("150 more parts not shown"), ...frames(200).values.slice(150)]);
});

it("bounds other parts, texts and depth", () => {
  const wide = cut({
    id: "fingerprint",
    contributes: true,
    values: Array.from({ length: 101 }, () => "x".repeat(2_000)),
  });
  expect(wide?.values).toHaveLength(101);
  expect(wide?.values[0]).toEqual(more("1 more part not shown"));
  expect(wide?.values[1]).toBe(`${"x".repeat(1_024)}…`);
  let deep: Component = { id: "value", contributes: true, values: ["x"] };
  for (let level = 0; level < 50; level++) deep = { id: "exception", contributes: true, values: [deep] };
  expect(JSON.stringify(cut(deep)).split('"exception"').length - 1).toBe(12);
});

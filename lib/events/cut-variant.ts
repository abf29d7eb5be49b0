import type { Component, Variant } from "@/lib/grouping/grouping";

const MOST_FRAMES = 250;
const MOST_PARTS = 100;
const DEEPEST = 12;
const LONGEST_TEXT = 1_024;

/**
 * A variant that is small enough to show: of its frames the 250 nearest the crash, of other parts 100 each, twelve levels,
 * texts of 1 KiB. A part `more` says how many were left out.
 */
export function cutVariant({ component, ...variant }: Variant): Variant {
  if (!component) return variant;
  return { ...variant, component: cut(component, { frames: MOST_FRAMES }, 1) };
}

function cut(component: Component, left: { frames: number }, depth: number): Component {
  const values: Component["values"] = [];
  let parts = 0;
  let dropped = 0;
  // From the end: there is what was thrown, and where.
  for (const value of component.values.toReversed()) {
    const isFrame = typeof value !== "string" && value.id === "frame";
    const isShown = isFrame ? left.frames-- > 0 : parts++ < MOST_PARTS && depth < DEEPEST;
    if (!isShown) dropped++;
    else values.push(typeof value === "string" ? clip(value) : cut(value, left, depth + 1));
  }
  if (dropped > 0) values.push(more(dropped));
  return { ...component, values: values.toReversed() };
}

function more(count: number): Component {
  return {
    id: "more",
    contributes: false,
    hint: `${count} more ${count === 1 ? "part" : "parts"} not shown`,
    values: [],
  };
}

function clip(text: string): string {
  return text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}…` : text;
}

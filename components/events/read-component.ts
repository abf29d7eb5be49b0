import type { Component } from "@/lib/grouping/grouping";

/** Whether a component is made of others; a leaf holds texts alone. */
export function isBranch({ values }: Component): boolean {
  return values.some((value) => typeof value !== "string");
}

/** How many leaves a tree has, and how many of them go into the hash. */
export function countParts(component: Component): { all: number; counting: number } {
  if (!isBranch(component)) return { all: 1, counting: component.contributes ? 1 : 0 };
  const sum = { all: 0, counting: 0 };
  for (const value of component.values) {
    if (typeof value === "string") {
      sum.all++;
      if (component.contributes) sum.counting++;
      continue;
    }
    const { all, counting } = countParts(value);
    sum.all += all;
    if (component.contributes) sum.counting += counting;
  }
  return sum;
}

/** Function and file of a frame, as one reads them; undefined for anything else. */
export function placeOf(component: Component): { name: string; file: string | undefined } | undefined {
  if (component.id !== "frame") return undefined;
  const file = textOf(component, "module") ?? textOf(component, "filename") ?? textOf(component, "package");
  const name = textOf(component, "function") ?? textOf(component, "context-line");
  return name === undefined ? { name: file ?? "frame", file: undefined } : { name, file };
}

/** The first text of the first part with this id, in reading order. */
export function textOf(component: Component, id: string): string | undefined {
  if (component.id === id) return component.values.find((value) => typeof value === "string");
  for (const value of component.values) {
    const found = typeof value === "string" ? undefined : textOf(value, id);
    if (found !== undefined) return found;
  }
  return undefined;
}

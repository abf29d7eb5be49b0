import type { Component } from "./grouping";

/** A leaf whose text goes into the hash. */
export function leaf(id: string, value: string, hint?: string): Component {
  return hint === undefined
    ? { id, contributes: true, values: [value] }
    : { id, contributes: true, hint, values: [value] };
}

/** A leaf or branch that is shown, with the reason, but not hashed. */
export function ignored(id: string, values: Component["values"], hint: string): Component {
  return { id, contributes: false, hint, values };
}

/** The same for a text that takes time to make and that only people want: it is made when somebody looks. */
export function ignoredUntilRead(id: string, read: () => string, hint: string): Component {
  return {
    id,
    contributes: false,
    hint,
    get values() {
      return [read()];
    },
  };
}

/** A component made of others. It contributes if one of them does. */
export function branch(id: string, values: Component[], hint?: string): Component {
  const contributes = values.some((value) => value.contributes);
  return hint === undefined ? { id, contributes, values } : { id, contributes, hint, values };
}

/** The texts that are hashed, in order. */
export function collectStrings(component: Component, into: string[] = []): string[] {
  if (!component.contributes) return into;
  for (const value of component.values) {
    if (typeof value === "string") into.push(value);
    else collectStrings(value, into);
  }
  return into;
}

/** A component, and all its texts that are hashed as one: only their sequence counts, not where one ends. */
export interface Reading {
  component: Component;
  text: string;
}

/** For components that are not made of others whose texts are known. */
export function readComponent(component: Component): Reading {
  return { component, text: collectStrings(component).join("") };
}

/** The first direct or indirect part with this id, in reading order. */
export function findComponent(component: Component, id: string): Component | undefined {
  if (component.id === id) return component;
  for (const value of component.values) {
    const found = typeof value === "string" ? undefined : findComponent(value, id);
    if (found) return found;
  }
  return undefined;
}

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

/** A component made of others. It contributes if one of them does. */
export function branch(id: string, values: Component[], hint?: string): Component {
  const contributes = values.some((value) => value.contributes);
  return hint === undefined ? { id, contributes, values } : { id, contributes, hint, values };
}

/** The texts of components that many events share, as one: only their sequence is hashed, not where one ends. */
const joined = new WeakMap<Component, string>();

/** Collects the texts of a component once for all. It must not change afterwards. */
export function keepStrings(component: Component): void {
  joined.set(component, collectStrings(component).join(""));
}

/** The texts that are hashed, in order. */
export function collectStrings(component: Component, into: string[] = []): string[] {
  if (!component.contributes) return into;
  const known = component.id === "stacktrace" ? joined.get(component) : undefined;
  if (known !== undefined) {
    into.push(known);
    return into;
  }
  for (const value of component.values) {
    if (typeof value === "string") into.push(value);
    else collectStrings(value, into);
  }
  return into;
}

/** The texts that are hashed, one by one, whether or not they were collected once for all. */
export function listStrings({ contributes, values }: Component): string[] {
  if (!contributes) return [];
  return values.flatMap((value) => (typeof value === "string" ? value : listStrings(value)));
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

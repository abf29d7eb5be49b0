import { HYDRATION_ERROR } from "./built-in-fingerprints";
import { findComponent } from "./component";
import type { Component, Grouping, Variant } from "./grouping";

/** What made events one issue, for a person: a sentence, then what was compared. */
export interface Explanation {
  summary: string;
  items: { text: string; where?: string; counts: boolean; hint?: string }[];
}

type Item = Explanation["items"][number];

/** Puts a grouping into words. Frames come newest first, as the stack trace shows them. Texts are the client's. */
export function explainGrouping(grouping: Grouping): Explanation {
  const variant = grouping.variants.find(({ hash }) => hash !== undefined);
  if (!variant?.component) return { summary: "Events with nothing to compare are one issue.", items: [] };
  return {
    summary: summarise(variant, countFrames(variant.component)),
    items: dropRepeated(describe(variant.component)),
  };
}

function summarise({ name, strategy, component }: Variant, frames: number): string {
  if (name === "checksum") return "Same checksum, set by the client.";
  if (strategy === "built-in") return summariseBuiltIn(component);
  if (name === "custom") return "Same fingerprint, set by the client.";
  const base = summariseDefault(name, strategy, component, frames);
  return component?.id === "fingerprint" ? `${base.slice(0, -1)}, split by the client's fingerprint.` : base;
}

function summariseBuiltIn(component: Component | undefined): string {
  return component?.values[0] === HYDRATION_ERROR.name
    ? "Hydration errors are one issue, wherever they happen."
    : "Failures to load a part of the app are one issue, wherever they happen.";
}

function summariseDefault(
  name: string,
  strategy: string,
  component: Component | undefined,
  frames: number,
): string {
  if (name === "fallback") return "Events with nothing to compare are one issue.";
  if (strategy === "message") return "Same message, apart from numbers, ids and dates.";
  if (strategy === "template") return "Same template and line of source.";
  if (strategy === "csp") return "Same directive and the same blocked source.";
  if (strategy === "hpkp" || strategy === "expect-ct" || strategy === "expect-staple") return "Same host.";
  const subject = strategy === "chained-exception" ? "Same exception types" : "Same exception type";
  const type = component && findContributing(component, "type") ? subject : "";
  const stack = frames > 0 ? `the same ${count(frames, name === "app")}, ignoring line numbers` : "";
  if (type && stack) return `${type} and ${stack}.`;
  if (stack) return `${stack.charAt(0).toUpperCase()}${stack.slice(1)}.`;
  const message = component && findContributing(component, "value");
  if (type && message) return `${type} and message, apart from numbers, ids and dates.`;
  return type ? `${type}.` : "Same message, apart from numbers, ids and dates.";
}

function count(frames: number, inApp: boolean): string {
  const kind = inApp ? "in-app frame" : "frame";
  return frames === 1 ? kind : `${frames} ${kind}s`;
}

/** Frames that do not count are left out: the stack trace shows them, and there may be hundreds. */
function describe(component: Component): Item[] {
  const parts = component.values.filter((value) => typeof value !== "string");
  switch (component.id) {
    case "chained-exception":
      return parts.toReversed().flatMap(describe);
    case "stacktrace":
      return component.contributes
        ? parts
            .toReversed()
            .filter((frame) => frame.contributes)
            .flatMap(describe)
        : [];
    case "frame":
      return [describeFrame(component)];
    case "value":
      return [component.contributes ? describeLeaf(component) : notUsed("message", component)];
    case "fingerprint":
      return component.values.flatMap((value) =>
        typeof value === "string" ? [{ text: value, where: "fingerprint", counts: true }] : describe(value),
      );
    default:
      return parts.length > 0 ? parts.flatMap(describe) : [describeLeaf(component)];
  }
}

function describeFrame(frame: Component): Item {
  const name = textOf(frame, "function");
  const file = textOf(frame, "filename") ?? textOf(frame, "module") ?? textOf(frame, "package");
  const line = textOf(frame, "context-line");
  const text = name ?? line ?? file ?? "frame";
  return { text, ...(file !== undefined && { where: file }), counts: frame.contributes };
}

function describeLeaf(component: Component): Item {
  const text = component.values.filter((value) => typeof value === "string").join(" ") || component.id;
  const hint = component.hint === undefined ? {} : { hint: component.hint };
  return { text, counts: component.contributes, ...hint };
}

function notUsed(text: string, { hint }: Component): Item {
  return { text, where: "not used", counts: false, ...(hint !== undefined && { hint }) };
}

/** Every exception of a chain has a message; that they are not used is said once, at the end. */
function dropRepeated(items: Item[]): Item[] {
  const unused = items.findLast(({ text, counts }) => text === "message" && !counts);
  const others = items.filter((item) => item.text !== "message" || item.counts);
  return unused ? [...others, unused] : others;
}

function countFrames(component: Component): number {
  if (!component.contributes) return 0;
  if (component.id === "frame") return 1;
  return component.values.reduce(
    (sum, value) => sum + (typeof value === "string" ? 0 : countFrames(value)),
    0,
  );
}

function textOf(component: Component, id: string): string | undefined {
  const [text] = findComponent(component, id)?.values ?? [];
  return typeof text === "string" ? text : undefined;
}

function findContributing(component: Component, id: string): boolean {
  return findComponent(component, id)?.contributes ?? false;
}

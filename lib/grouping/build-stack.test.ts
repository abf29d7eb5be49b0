import { describe, expect, it } from "vitest";
import type { Stacktrace } from "@/lib/protocol/event";
import { isRemembered, seenStacks } from "@/lib/protocol/seen-stacks";
import type { FrameContext } from "./build-frame";
import { buildStack } from "./build-stack";
import { collectStrings } from "./component";
import { groupEvent } from "./group-event";
import type { Component } from "./grouping";
import type { StackTraceRule } from "./rules/rule";
import type { GroupingSettings } from "./settings";
import { buildErrorEvent, buildFrames } from "./testing/build-event";
import { JACKDAW_2026_12 } from "./versions/jackdaw-2026-12";

const app = { in_app: true };
const lib = { in_app: false };
const stack = (): Stacktrace => ({
  frames: buildFrames(
    ["/srv/a.x", "a", app],
    ["/lib/b.x", "b", lib],
    ["/srv/c.x", "c", app],
    ["/srv/d.x", "d", app],
  ),
});

function settingsOf(...rules: Pick<StackTraceRule, "text" | "matchers" | "actions">[]): GroupingSettings {
  return {
    version: "jackdaw:2026-12",
    revision: 1,
    fingerprintRules: [],
    stackTraceRules: rules.map((rule, index) => ({ ...rule, line: index + 1 })),
  };
}

const onFunction = (name: string, ...actions: StackTraceRule["actions"]) => ({
  text: `stack.function:${name} …`,
  matchers: [{ key: "stack.function", pattern: name, isNegated: false }],
  actions,
});

const contextOf = (settings: GroupingSettings): FrameContext => ({
  platform: "other",
  configuration: JACKDAW_2026_12,
  settings,
  symbolicated: false,
});

/** The functions that count in both readings, and why frames do not. */
function read(...rules: Parameters<typeof settingsOf>) {
  const { app: inApp, system } = buildStack(stack(), contextOf(settingsOf(...rules)));
  return {
    app: functionsOf(inApp.component),
    system: functionsOf(system.component),
    hints: hintsOf(inApp.component),
  };
}

const functionsOf = (component: Component) =>
  collectStrings(component)
    .filter((text) => !text.includes("."))
    .join(" ");
const hintsOf = (component: Component) =>
  component.values.flatMap((frame) => (typeof frame === "string" ? [] : [frame.hint]));

describe("rules about a stack", () => {
  it("are not needed: what the SDK says counts", () => {
    expect(read()).toEqual({
      app: "a c d",
      system: "a b c d",
      hints: [undefined, "ignored because the frame is not in-app", undefined, undefined],
    });
  });

  it("take frames out, and the hint names the rule", () => {
    const { app: inApp, system, hints } = read(onFunction("c", { flag: "group", value: false }));
    expect([inApp, system]).toEqual(["a d", "a b d"]);
    expect(hints[2]).toBe("ignored by the rule “stack.function:c …”");
  });

  it("put frames in that are not in-app", () => {
    const { app: inApp, system, hints } = read(onFunction("b", { flag: "group", value: true }));
    expect([inApp, system]).toEqual(["a b c d", "a b c d"]);
    expect(hints[1]).toBe("counts by the rule “stack.function:b …”");
  });

  it("say what is in-app, and the hint names the rule", () => {
    const more = read(onFunction("b", { flag: "app", value: true }));
    expect([more.app, more.hints[1]]).toEqual(["a b c d", "in-app by the rule “stack.function:b …”"]);
    const less = read(onFunction("a", { flag: "app", value: false }));
    expect([less.app, less.hints[0]]).toEqual([
      "c d",
      "ignored because the frame is not in-app, by the rule “stack.function:a …”",
    ]);
    expect(less.hints[1]).toBe("ignored because the frame is not in-app");
  });

  it("are not told to people as theirs when they are built in", () => {
    const frames = buildFrames(["/srv/node_modules/x/y.js", "x"], ["/srv/app.js", "sentryWrapped"]);
    const { app: inApp } = buildStack({ frames }, { ...contextOf(settingsOf()), platform: "node" });
    expect(hintsOf(inApp.component)).toEqual([
      "ignored because the frame is not in-app, by a built-in rule",
      "ignored by a built-in rule",
    ]);
  });

  it("keep only so many frames, counted from the crash and after the others", () => {
    const { app: inApp, system, hints } = read(onFunction("a", { variable: "max-frames", value: 2 }));
    expect([inApp, system]).toEqual(["c d", "c d"]);
    expect(hints[0]).toBe("ignored because a rule keeps 2 frames");
    const one = read(
      onFunction("a", { variable: "max-frames", value: 1 }),
      onFunction("d", { flag: "group", value: false }),
    );
    expect([one.app, one.hints[0]]).toEqual(["c", "ignored because a rule keeps 1 frame"]);
  });

  it("turn the stack around: then the first frame is the crash", () => {
    const invert = onFunction("a", { variable: "invert-stacktrace", value: true });
    expect(read(invert).system).toBe("d c b a");
    expect(read(invert, onFunction("a", { variable: "max-frames", value: 2 })).system).toBe("b a");
  });
});

const textOf = (shared: Stacktrace, context: FrameContext) => buildStack(shared, context).app.text;

const longStack = (file: string, name: string): Stacktrace => ({
  frames: buildFrames([file, name, app], ["/srv/z.x", "z".repeat(512), app]),
});

/** The hashes of a group of two exceptions that differ in their stacks alone. */
function groupTwo(one: Stacktrace, other: Stacktrace): string[] {
  const event = buildErrorEvent("other", [
    { type: "E", stacktrace: one, mechanism: { type: "x", exception_id: 2, parent_id: 0 } },
    { type: "E", stacktrace: other, mechanism: { type: "x", exception_id: 1, parent_id: 0 } },
    { type: "G", mechanism: { type: "x", exception_id: 0, is_exception_group: true } },
  ]);
  return groupEvent(event).hashes;
}

describe("a stack that events share", () => {
  it("is built once for the same settings, and anew for others", () => {
    const shared = stack();
    seenStacks.remember(
      {
        bytes: Buffer.from(JSON.stringify({ ...shared, pad: "x".repeat(512) })),
        nodes: 1,
        depth: 1,
        hash: 1,
      },
      shared,
    );
    expect(isRemembered(shared)).toBe(true);
    const plain = contextOf(settingsOf());
    expect(buildStack(shared, plain)).toBe(buildStack(shared, { ...plain }));
    const ruled = contextOf(settingsOf(onFunction("c", { flag: "group", value: false })));
    expect(textOf(shared, ruled)).toBe("a.xad.xd");
    expect(textOf(shared, plain)).toBe("a.xac.xcd.xd");
    expect(buildStack(shared, plain)).toBe(buildStack(shared, plain));
  });

  it("orders the kinds of a group as if it had never come before", () => {
    // Texts of a stack that came before are kept as one: `a.xc…` stands behind `a.xb…`, but `a.x` before it.
    const seen = longStack("/srv/a.x", "c");
    const before = groupTwo(longStack("/srv/a.x", "c"), longStack("/srv/a.xb", "a"));
    seenStacks.remember({ bytes: Buffer.from(JSON.stringify(seen)), nodes: 1, depth: 1, hash: 1 }, seen);
    expect(isRemembered(seen)).toBe(true);
    expect(groupTwo(seen, longStack("/srv/a.xb", "a"))).toEqual(before);
    expect(groupTwo(seen, longStack("/srv/a.xb", "a"))).toEqual(before);
  });

  it("is built anew for another exception once rules look at exceptions", () => {
    const shared = stack();
    seenStacks.remember(
      {
        bytes: Buffer.from(JSON.stringify({ ...shared, pad: "y".repeat(512) })),
        nodes: 1,
        depth: 1,
        hash: 1,
      },
      shared,
    );
    const rule = onFunction("c", { flag: "group", value: false });
    rule.matchers.push({ key: "error.type", pattern: "KeyError", isNegated: false });
    const context = contextOf(settingsOf(rule));
    const functions = (type: string) => textOf(shared, { ...context, exception: { type } });
    const [other, key, again] = [functions("TypeError"), functions("KeyError"), functions("TypeError")];
    expect(key).not.toBe(other);
    expect(again).toBe(other);
  });
});

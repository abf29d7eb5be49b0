import { describe, expect, it } from "vitest";
import { buildSettings } from "@/lib/grouping/build-settings";
import { groupEvent } from "@/lib/grouping/group-event";
import { buildErrorEvent, buildException, buildFrames } from "@/lib/grouping/testing/build-event";
import { describeEvent } from "@/lib/protocol/describe-event";
import type { Exception } from "@/lib/protocol/event";
import { inAppBy } from "./mark-in-app";

const settingsOf = (version: string, stackTraceRules = "") =>
  buildSettings({ version, revision: stackTraceRules ? 1 : 0, fingerprintRules: "", stackTraceRules });

const group: Exception = {
  ...buildException("Group", "2 tasks failed"),
  mechanism: { type: "generic", exception_id: 0, is_exception_group: true },
};

function inner(id: number, type: string, name?: string, value = "failed"): Exception {
  const frames = name === undefined ? undefined : buildFrames(["shop/cart.py", name, { in_app: true }]);
  return {
    ...buildException(type, value, frames),
    mechanism: { type: "chained", exception_id: id, parent_id: 0 },
  };
}

const groupOf = (...exceptions: Exception[]) => buildErrorEvent("python", [...exceptions, group]);

describe.each(["jackdaw:2026-11", "jackdaw:2026-12"])("a group of exceptions in %s", (version) => {
  it.each<[what: string, exceptions: [Exception, Exception], title: string]>([
    ["one place", [inner(2, "KeyError", "run"), inner(1, "KeyError", "run")], "KeyError: failed"],
    ["two places", [inner(2, "KeyError", "run"), inner(1, "KeyError", "pay")], "Group: 2 tasks failed"],
    ["two types", [inner(2, "KeyError", "run"), inner(1, "TypeError", "run")], "Group: 2 tasks failed"],
    ["a number", [inner(2, "E", undefined, "no 7"), inner(1, "E", undefined, "no 8")], "E: no 8"],
    [
      "two texts",
      [inner(2, "E", undefined, "no a"), inner(1, "E", undefined, "no b")],
      "Group: 2 tasks failed",
    ],
  ])("is called by its type only where grouping takes one kind: %s", (_, exceptions, title) => {
    const settings = settingsOf(version);
    const event = groupOf(...exceptions);
    expect(describeEvent(event, inAppBy(settings)).title).toBe(title);
    const [alone] = groupEvent(buildErrorEvent("python", [exceptions[0]]), settings).hashes;
    expect(groupEvent(event, settings).hashes.includes(alone ?? "")).toBe(!title.startsWith("Group"));
  });

  it("is of one kind when rules take away what differed", () => {
    const event = groupOf(inner(2, "KeyError", "run"), inner(1, "KeyError", "pay"));
    const settings = settingsOf(version, "stack.function:{run,pay} -group");
    expect(describeEvent(event, inAppBy(settings)).title).toBe("KeyError: failed");
  });
});

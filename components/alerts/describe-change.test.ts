import { describe, expect, it } from "vitest";
import { describeChange, type NameOf } from "./describe-change";

const NOW = Date.parse("2026-11-23T12:00:00Z");
const nameOf: NameOf = ({ type, id }) => (id === "gone" ? null : `${type} ${id}`);
const update = (...changes: [path: string, from: unknown, to: unknown][]) =>
  describeChange(
    { kind: "updated", until: null, changes: changes.map(([path, from, to]) => ({ path, from, to })) },
    nameOf,
    NOW,
  );
const told = (to: object) => ({ to, afterMinutes: 0, atLeast: "warning" });

describe("what somebody did to a rule", () => {
  it("is its making, or its silence", () => {
    const base = { changes: [], until: null };
    expect(describeChange({ ...base, kind: "created" }, nameOf, NOW)).toBe("created the rule");
    expect(describeChange({ ...base, kind: "silenced" }, nameOf, NOW)).toBe("ended the silence");
    expect(describeChange({ ...base, kind: "silenced", until: "2026-11-24T08:00:00Z" }, nameOf, NOW)).toBe(
      "silenced it until 24 Nov 08:00:00 UTC",
    );
  });

  it.each<[string, string, unknown, unknown]>([
    ["raised the threshold from 90 to 120", "condition.critical", 90, 120],
    ["lowered the threshold from 1,200 to 0.5", "condition.critical", 1200, 0.5],
    ["set the warning threshold to 60", "condition.warning", null, 60],
    ["removed the warning threshold", "condition.warning", 60, null],
    ["raised the window from 15 min to 1 h", "condition.windowMinutes", 15, 60],
    ["lowered the time between reminders from 4 h to 2 h", "throttle.remindHours", 4, 2],
    ["renamed it from Old to New", "name", "Old", "New"],
    ["switched it off", "isEnabled", true, false],
    ["switched it on", "isEnabled", false, true],
    ["changed the query from level:error to level:fatal", "condition.query", "level:error", "level:fatal"],
    ["set the query to level:fatal", "condition.query", "", "level:fatal"],
    ["removed the query", "condition.query", "level:fatal", ""],
    ["added the project api and removed the projects web and ios", "projects", ["web", "ios"], ["api"]],
    ["changed the order of the projects", "projects", ["web", "ios"], ["ios", "web"]],
    ["added the occasion high priority", "condition.triggers", ["new"], ["new", "high_priority"]],
    ["wrote the runbook", "runbook", "", "Call Ada"],
    ["changed the runbook", "runbook", "Call Ada", "Call Bob"],
    ["set the quiet hours", "quietHours", null, { from: "22:00" }],
    ["removed the quiet hours", "quietHours", { from: "22:00" }, null],
    ["made team pay the owner", "owner", null, { type: "team", id: "pay" }],
    ["made somebody else the owner", "owner", null, { type: "user", id: "gone" }],
    ["removed the owner", "owner", { type: "team", id: "pay" }, null],
    ["switched messages about the end off", "throttle.notifyOnResolve", true, false],
    ["changed something.new", "something.new", 1, 2],
  ])("%s", (words, path, from, to) => {
    expect(update([path, from, to])).toBe(words);
  });

  it("says several at once, an owner once", () => {
    expect(update(["condition.critical", 90, 120], ["name", "A", "B"], ["isEnabled", true, false])).toBe(
      "raised the threshold from 90 to 120, renamed it from A to B and switched it off",
    );
    expect(update(["owner.id", "pay", "ada"], ["owner.type", "team", "user"])).toBe(
      "made user ada the owner",
    );
  });

  it("names who is told from now on, and who no longer", () => {
    const owners = told({ type: "owners" });
    const ops = told({ type: "channel", id: "ops" });
    expect(update(["recipients", [ops], [ops, owners]])).toBe("added the owners of the issue to who is told");
    expect(update(["recipients", [ops, told({ type: "user", id: "gone" })], [owners]])).toBe(
      "added the owners of the issue to who is told and removed channel ops and somebody who is gone from who is told",
    );
    expect(update(["recipients", [ops], [{ ...ops, afterMinutes: 10 }]])).toBe(
      "changed when somebody is told",
    );
  });

  it("does not go through what is compared with nothing", () => {
    expect(
      update(
        ["condition.kind", "issue", "threshold"],
        ["condition.query", "", "a"],
        ["condition.critical", null, 5],
        ["name", "A", "B"],
      ),
    ).toBe("made it ask for something else and renamed it from A to B");
  });
});

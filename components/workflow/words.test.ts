import { describe, expect, it } from "vitest";
import type { IssueChange } from "@/lib/issues/workflow/schemas";
import { countOf, describeChange, describeUntil, nameOf } from "./words";

describe("what was done", () => {
  it.each<[IssueChange, string]>([
    [{ kind: "resolve", in: { type: "now" } }, "Resolved WEB-1"],
    [{ kind: "resolve", in: { type: "next_release" } }, "Resolved WEB-1 in the next release"],
    [{ kind: "resolve", in: { type: "release", release: "shop@1.3.0" } }, "Resolved WEB-1 in shop@1.3.0"],
    [{ kind: "resolve", in: { type: "commit", commit: "3be91f2aa0" } }, "Resolved WEB-1 in commit 3be91f2"],
    [{ kind: "unresolve" }, "Unresolved WEB-1"],
    [{ kind: "archive", until: { type: "forever" } }, "Archived WEB-1 forever"],
    [{ kind: "archive", until: { type: "escalating" } }, "Archived WEB-1 until it escalates"],
    [{ kind: "assign", to: { type: "user", id: "u" } }, "Assigned WEB-1 to Mara"],
    [{ kind: "assign", to: null }, "Unassigned WEB-1"],
    [{ kind: "priority", priority: "low" }, "Set WEB-1 to low priority"],
    [{ kind: "review" }, "Marked WEB-1 as reviewed"],
    [{ kind: "bookmark", isOn: false }, "Removed the bookmark of WEB-1"],
    [{ kind: "subscribe", isOn: true }, "Subscribed to WEB-1"],
  ])("%j", (change, sentence) => {
    expect(describeChange(change, "WEB-1", "Mara")).toBe(sentence);
  });

  it("names one issue and counts many", () => {
    expect(nameOf(["WEB-1"])).toBe("WEB-1");
    expect(nameOf(["WEB-1", "WEB-2"])).toBe("2 issues");
    expect([countOf(1), countOf(12_400)]).toEqual(["1 issue", "12,400 issues"]);
  });
});

describe("until when", () => {
  it.each([
    [{ type: "count", events: 10 } as const, "until 10 more events"],
    [{ type: "count", users: 1 } as const, "until 1 more user"],
    [
      { type: "count", events: 1000, users: 5, windowMinutes: 60 } as const,
      "until 1,000 more events or 5 more users within 1 h",
    ],
  ])("%j", (until, sentence) => {
    expect(describeUntil(until)).toBe(sentence);
  });

  it("says a time with its zone", () => {
    const at = new Date(Date.now() + 60_000).toISOString();
    expect(describeUntil({ type: "time", at })).toMatch(/^until .* UTC$/);
  });
});

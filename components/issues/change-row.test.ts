import { describe, expect, it } from "vitest";
import { issueFilterSchema } from "@/lib/issues/schemas";
import type { IssueRow } from "@/lib/issues/schemas";
import type { IssueChange } from "@/lib/issues/workflow/schemas";
import { leavesView, rowAfter } from "./change-row";

const row: IssueRow = {
  shortId: "WEB-1",
  project: { slug: "web", name: "Web" },
  type: "Error",
  message: "",
  culprit: "",
  function: null,
  location: null,
  level: "error",
  status: "unresolved",
  substatus: "regressed",
  assignee: null,
  priority: "medium",
  commentCount: 0,
  isBookmarked: false,
  isForReview: true,
  isNew: false,
  isRegressed: true,
  firstSeen: "2026-11-18T00:00:00.000Z",
  lastSeen: "2026-11-18T00:00:00.000Z",
  eventCount: 1,
  userCount: 0,
  trend24h: [],
  trend14d: [],
};
const resolve: IssueChange = { kind: "resolve", in: { type: "now" } };
const archive: IssueChange = { kind: "archive", until: { type: "forever" } };
const unresolve: IssueChange = { kind: "unresolve" };
const toMara: IssueChange = { kind: "assign", to: { type: "user", id: "u" } };
const toNobody: IssueChange = { kind: "assign", to: null };

describe("a row before the server has answered", () => {
  it("has its new status, and no sign of the old one", () => {
    const done = { substatus: null, isRegressed: false, isForReview: false };
    expect(rowAfter(row, resolve)).toEqual({ ...row, ...done, status: "resolved" });
    expect(rowAfter(row, archive)).toEqual({ ...row, ...done, status: "archived" });
    expect(rowAfter(rowAfter(row, resolve), unresolve)).toMatchObject({
      status: "unresolved",
      substatus: "ongoing",
    });
  });

  it("is somebody's by name, or nobody's", () => {
    const mara = { type: "user", id: "u", name: "Mara" } as const;
    expect(rowAfter(row, toMara, { assignee: mara }).assignee).toEqual(mara);
    expect(rowAfter({ ...row, assignee: mara }, toNobody).assignee).toBeNull();
  });

  it("stays the same object when nothing changes", () => {
    expect(rowAfter(row, unresolve)).toBe(row);
    expect(rowAfter(row, { kind: "priority", priority: "medium" })).toBe(row);
    expect(rowAfter(row, { kind: "subscribe", isOn: true })).toBe(row);
  });
});

const leaves = (input: object, change: IssueChange, namesStatus = false) =>
  leavesView(issueFilterSchema.parse(input), namesStatus, change);

describe("a row leaves", () => {
  it("a tab of another status, and no tab of all", () => {
    expect(leaves({ status: "unresolved" }, resolve)).toBe(true);
    expect(leaves({ status: "unresolved" }, archive)).toBe(true);
    expect(leaves({ status: "resolved" }, resolve)).toBe(false);
    expect(leaves({ status: "resolved" }, unresolve)).toBe(true);
    expect(leaves({ status: "all" }, resolve)).toBe(false);
    expect(leaves({ status: "unresolved" }, toMara)).toBe(false);
  });

  it("a query whose own words are no longer true, whatever the tab says", () => {
    expect(leaves({ query: "is:archived" }, unresolve, true)).toBe(true);
    expect(leaves({ query: "is:resolved" }, resolve, true)).toBe(false);
    expect(leaves({ query: "TypeError is:for_review" }, { kind: "review" })).toBe(true);
    expect(leaves({ query: "is:unassigned" }, toMara)).toBe(true);
    expect(leaves({ query: "is:unassigned" }, toNobody)).toBe(false);
    expect(leaves({ query: "assigned:me" }, toNobody)).toBe(true);
  });
});

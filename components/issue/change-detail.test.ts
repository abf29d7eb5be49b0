import { describe, expect, it } from "vitest";
import type { IssueDetail } from "@/lib/issues/schemas";
import type { IssueChange } from "@/lib/issues/workflow/schemas";
import { detailAfter } from "./change-detail";

const now = "2026-11-18T14:31:48.000Z";
const mara = { id: "u", name: "Mara" };
const issue: IssueDetail = {
  id: 1,
  shortId: "WEB-1",
  project: { id: 1, slug: "web", name: "Web", platform: "node" },
  type: "Error",
  message: "",
  culprit: "",
  function: null,
  location: null,
  level: "error",
  platform: "node",
  logger: null,
  isUnhandled: false,
  status: "unresolved",
  substatus: "regressed",
  assignee: null,
  priority: "medium",
  commentCount: 0,
  isBookmarked: false,
  isForReview: true,
  isSubscribed: false,
  isPrioritySet: false,
  resolution: null,
  archiveUntil: null,
  archivedAt: null,
  archivedBy: null,
  firstSeen: now,
  lastSeen: now,
  firstRelease: null,
  lastRelease: null,
  eventCount: 1,
  userCount: 0,
  resolvedAt: null,
  resolvedBy: null,
  regressedAt: now,
  regressedRelease: null,
  escalatedAt: null,
  reviewedAt: null,
};
const after = (from: IssueDetail, change: IssueChange) => detailAfter(from, change, {}, mara, now);

describe("an issue before the server has answered", () => {
  it("is resolved in what was chosen, by whom and when", () => {
    const resolved = after(issue, { kind: "resolve", in: { type: "next_release" } });
    expect(resolved).toMatchObject({
      status: "resolved",
      substatus: null,
      resolution: { type: "next_release" },
      resolvedBy: mara,
      resolvedAt: now,
      isForReview: false,
    });
    expect(after(resolved, { kind: "unresolve" })).toMatchObject({
      status: "unresolved",
      substatus: "ongoing",
      resolution: null,
      resolvedAt: null,
    });
  });

  it("is archived on its condition, and no longer resolved", () => {
    const resolved = after(issue, { kind: "resolve", in: { type: "now" } });
    expect(after(resolved, { kind: "archive", until: { type: "count", events: 10 } })).toMatchObject({
      status: "archived",
      archiveUntil: { type: "count", events: 10 },
      resolution: null,
      resolvedBy: null,
    });
  });

  it("stands as it did where nothing was said about it", () => {
    expect(after(issue, { kind: "unresolve" })).toBe(issue);
    expect(after(issue, { kind: "bookmark", isOn: true })).toEqual({ ...issue, isBookmarked: true });
    expect(after(issue, { kind: "priority", priority: "high" })).toEqual({ ...issue, priority: "high" });
    expect(after(issue, { kind: "review" })).toEqual({ ...issue, isForReview: false });
  });
});

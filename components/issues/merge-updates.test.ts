import { describe, expect, it } from "vitest";
import type { IssueRow } from "@/lib/issues/schemas";
import {
  addEvents,
  changeRows,
  dropRows,
  flattenRows,
  type IssuePages,
  insertFresh,
  putBack,
  refreshRows,
  unseenRows,
} from "./merge-updates";

const row = (shortId: string, change: Partial<IssueRow> = {}): IssueRow => ({
  shortId,
  project: { slug: "web", name: "Web" },
  type: "Error",
  message: "",
  culprit: "",
  function: null,
  location: null,
  level: "error",
  status: "unresolved",
  substatus: "ongoing",
  assignee: null,
  priority: "medium",
  commentCount: 0,
  isBookmarked: false,
  isForReview: false,
  isNew: false,
  isRegressed: false,
  firstSeen: "2026-11-18T00:00:00.000Z",
  lastSeen: "2026-11-18T00:00:00.000Z",
  eventCount: 1,
  userCount: 0,
  trend24h: [],
  trend14d: [],
  ...change,
});

const resolve = (data: IssuePages, ids: ReadonlySet<string>) =>
  changeRows(data, ids, (found) => ({ ...found, status: "resolved" }));

const list = (...pages: string[][]): IssuePages => ({
  pages: pages.map((ids, index) => ({
    rows: ids.map((id) => row(id)),
    nextCursor: null,
    mark: `m${index}`,
    query: { canonical: "", errors: [], unknown: [], namesStatus: false },
  })),
  pageParams: pages.map(() => null),
});
const ids = (data: IssuePages) => flattenRows(data).map((each) => each.shortId);

describe("flattenRows", () => {
  it("shows an issue once that moved between two loads", () => {
    expect(ids(list(["A", "B"], ["B", "C"]))).toEqual(["A", "B", "C"]);
    expect(flattenRows(undefined)).toEqual([]);
  });
});

describe("refreshRows", () => {
  it("updates counts in place and moves nothing", () => {
    const next = refreshRows(list(["A", "B"], ["C"]), [row("C", { eventCount: 9 }), row("Z")]);
    expect(ids(next)).toEqual(["A", "B", "C"]);
    expect(flattenRows(next)[2]?.eventCount).toBe(9);
  });

  it("keeps the very same data when nothing is newer", () => {
    const data = list(["A"], ["B"]);
    expect(refreshRows(data, [row("A")])).toBe(data);
    expect(refreshRows(data, [row("B", { eventCount: 2 })]).pages[0]).toBe(data.pages[0]);
  });

  it("leaves rows alone whose own change is on its way", () => {
    const data = list(["A"]);
    expect(refreshRows(data, [row("A", { status: "resolved" })], new Set(["A"]))).toBe(data);
  });
});

describe("fresh rows", () => {
  it("wait outside the list until they are let in, on top and once", () => {
    const data = list(["A", "B"]);
    const fresh = [row("N"), row("B", { isRegressed: true })];
    expect(unseenRows(data, fresh).map((each) => each.shortId)).toEqual(["N"]);
    const next = insertFresh(data, fresh, "later");
    expect(ids(next)).toEqual(["N", "A", "B"]);
    expect(next.pages[0]?.mark).toBe("later");
    expect(ids(insertFresh(next, fresh, "later"))).toEqual(["N", "A", "B"]);
  });
});

describe("merging", () => {
  it("adds the events of the rows that end in another one to it, and to no other", () => {
    const before = list(["a", "b"], ["c", "d"]);
    const after = addEvents(before, "c", new Set(["a", "d"]));
    expect(flattenRows(after).map((each) => each.eventCount)).toEqual([1, 1, 3, 1]);
    expect(addEvents(before, "c", new Set(["elsewhere"]))).toBe(before);
  });
});

describe("undo", () => {
  it("puts rows back where they were, across pages", () => {
    const before = list(["A", "B", "C"], ["D", "E"]);
    const gone = new Set(["A", "C", "D"]);
    const after = dropRows(resolve(before, gone), gone);
    expect(ids(after)).toEqual(["B", "E"]);
    expect(ids(putBack(after, before, gone))).toEqual(["A", "B", "C", "D", "E"]);
  });

  it("keeps what came in between, and gives rows that stayed their status again", () => {
    const before = list(["A", "B"]);
    const changed = insertFresh(resolve(before, new Set(["B"])), [row("N")], "later");
    const restored = putBack(changed, before, new Set(["B"]));
    expect(ids(restored)).toEqual(["N", "A", "B"]);
    expect(flattenRows(restored)[2]?.status).toBe("unresolved");
  });

  it("fills a list that was emptied", () => {
    const before = list(["A", "B"]);
    const both = new Set(["A", "B"]);
    expect(ids(putBack(dropRows(before, both), before, both))).toEqual(["A", "B"]);
  });
});

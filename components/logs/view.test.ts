import { expect, test } from "vitest";
import { addressOf, columnsOf, type LogView, lineHref, logsHref, questionOf } from "./view";

const standard: LogView = {
  query: "",
  project: [],
  period: "1h",
  from: null,
  to: null,
  columns: ["service"],
  tab: null,
  view: null,
};

test("a period stays relative, an exact stretch goes as it is", () => {
  expect(questionOf({ ...standard, period: "4h" })).toEqual({ project: [], query: "", from: "-4h" });
  expect(questionOf({ ...standard, from: "2026-11-22T10:00Z", to: "2026-11-22T11:00:00Z" })).toEqual({
    project: [],
    query: "",
    from: "2026-11-22T10:00:00.000Z",
    to: "2026-11-22T11:00:00.000Z",
  });
  expect(questionOf({ ...standard, to: "2026-11-22T11:00:00Z" }).from).toBe("1970-01-01T00:00:00Z");
});

test("what the server would refuse is left out of the question", () => {
  expect(questionOf({ ...standard, project: ["shop", "No Slug"], from: "yesterday" })).toEqual({
    project: ["shop"],
    query: "",
    from: "-1h",
  });
  expect(columnsOf({ columns: ["a", "a", "", "b"] })).toEqual(["a", "b"]);
});

test("an address says what differs from the standard alone", () => {
  expect(addressOf(standard)).toBe("");
  expect(addressOf({ ...standard, query: "level:error", tab: "chart", view: "x" })).toBe("query=level:error");
  expect(logsHref({ query: "trace:1" })).toBe("/logs?query=trace:1");
  expect(lineHref({ id: "c-1", time: "2026-11-22T10:00:00.000000001Z" })).toBe(
    "/logs/c-1?at=2026-11-22T10%3A00%3A00.000000001Z",
  );
});

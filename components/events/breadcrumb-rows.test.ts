import { describe, expect, it } from "vitest";
import type { Breadcrumb, Event } from "@/lib/protocol/event";
import { breadcrumbRows, formatOffset } from "./breadcrumb-rows";

function rowsOf(...values: Breadcrumb[]) {
  const event: Event = {
    event_id: "0".repeat(32),
    type: "error",
    timestamp: "2026-11-18T14:31:48.204Z",
    received: "2026-11-18T14:31:48.204Z",
    level: "fatal",
    platform: "node",
    tags: [],
    breadcrumbs: { values },
  };
  return breadcrumbRows(event, "TypeError: no");
}
const info = { type: "default", level: "info" } as const;

describe("breadcrumbRows", () => {
  it("count from the event, which comes last", () => {
    const rows = rowsOf(
      { ...info, timestamp: "2026-11-18T14:31:06.402Z" },
      { ...info, timestamp: "nonsense" },
      info,
    );
    expect(rows.map((row) => formatOffset(row.offsetMs))).toEqual(["−41.802s", "–", "–", "0.000s"]);
    expect(rows.at(-1)).toMatchObject({ message: "TypeError: no", level: "fatal", kind: "exception" });
  });

  it("tell a request in a line, and keep what the line does not say", () => {
    const data = { url: "/api/cart", method: "GET", status_code: 200, duration: 84.3, bytes: 12 };
    const [row] = rowsOf({ ...info, type: "http", category: "fetch", data });
    expect(row).toMatchObject({
      kind: "http",
      message: "GET /api/cart",
      aside: "200 · 84ms",
      data: { bytes: 12 },
    });
  });

  it("tell where somebody went", () => {
    const [row] = rowsOf({ ...info, category: "navigation", data: { from: "/cart", to: "/checkout" } });
    expect(row).toMatchObject({ kind: "navigation", message: "/cart → /checkout", data: null });
  });

  it("survive data of any shape", () => {
    const [row] = rowsOf({ ...info, type: "http", data: { url: { x: 1 }, status_code: ["a"] } });
    expect(row).toMatchObject({ message: "", aside: "", data: { url: { x: 1 }, status_code: ["a"] } });
  });
});

describe("formatOffset", () => {
  it.each([
    [-0.4, "−0.000s"],
    [250, "+0.250s"],
    [-1_234_000, "−20m 34s"],
    [-72_000_000, "−20h 0m"],
    [-400 * 3_600_000, "−16d 16h"],
  ])("of %d ms is %s", (ms, text) => {
    expect(formatOffset(ms)).toBe(text);
  });
});

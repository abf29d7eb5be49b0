"use client";

import { parseAsBoolean, parseAsStringLiteral, useQueryStates } from "nuqs";
import { seriesWindows } from "@/lib/events/schemas";

export const frameModes = ["app", "all", "raw"] as const;
export type FrameMode = (typeof frameModes)[number];

export const frameOrders = ["newest", "oldest"] as const;
export type FrameOrder = (typeof frameOrders)[number];

/** How the reader looks at an issue, in the address. */
const view = {
  frames: parseAsStringLiteral(frameModes).withDefault("app"),
  order: parseAsStringLiteral(frameOrders).withDefault("newest"),
  window: parseAsStringLiteral(seriesWindows).withDefault("14d"),
  grouping: parseAsBoolean.withDefault(false),
};

/** Frame mode, frame order, chart window and whether grouping is open, read from and written to the address. */
export function useIssueView() {
  return useQueryStates(view, { history: "replace", scroll: false });
}

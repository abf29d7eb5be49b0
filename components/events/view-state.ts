"use client";

import { parseAsStringLiteral, useQueryStates } from "nuqs";
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
};

/** Frame mode, frame order and chart window, read from and written to the address. */
export function useIssueView() {
  return useQueryStates(view, { history: "replace", scroll: false });
}

"use client";

import { useSyncExternalStore } from "react";

const PANE = "(min-width: 901px)";

/** Whether the list scrolls in its own box; on narrower screens the page does. */
export function usePane(): boolean {
  return useSyncExternalStore(
    watch,
    () => window.matchMedia(PANE).matches,
    () => true,
  );
}

function watch(onChange: () => void): () => void {
  const query = window.matchMedia(PANE);
  query.addEventListener("change", onChange);
  return () => query.removeEventListener("change", onChange);
}

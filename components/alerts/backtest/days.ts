"use client";

import { useSyncExternalStore } from "react";

/** Days that can be replayed. */
export const periods = [1, 7, 30] as const;
export type Period = (typeof periods)[number];

let chosen: Period = 7;
const listeners = new Set<() => void>();

/** The days that back-tests look at, the same for all parts of the page: the sentence and the chart ask one question. */
export function useDays(): [Period, (days: Period) => void] {
  const days = useSyncExternalStore(
    subscribe,
    () => chosen,
    () => 7 as const,
  );
  return [days, choose];
}

function choose(days: Period): void {
  chosen = days;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

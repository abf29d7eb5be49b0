"use client";

import { useEffect, useSyncExternalStore } from "react";

let name: string | null = null;
let watchers: readonly (() => void)[] = [];

/** Gives a page the name of what it shows, for as long as it is shown; null leaves it the name that its address has. */
export function useNamePage(next: string | null): void {
  useEffect(() => {
    change(next);
    return () => change(null);
  }, [next]);
}

/** The name that the page has given itself. */
export function usePageName(): string | null {
  return useSyncExternalStore(
    watch,
    () => name,
    () => null,
  );
}

function watch(watcher: () => void): () => void {
  watchers = [...watchers, watcher];
  return () => {
    watchers = watchers.filter((other) => other !== watcher);
  };
}

function change(next: string | null): void {
  name = next;
  for (const watcher of watchers) watcher();
}

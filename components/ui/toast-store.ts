import type { ReactNode } from "react";

/** What lies above the page's foot now. */
export type Shown = {
  /** Whatever is shown under a key takes the place of what was shown under it. */
  key: string;
  content: ReactNode;
  /** How long it is shown while nobody looks after it; absent is until it is taken away. */
  ms?: number;
  /** Told once, when it goes, for whatever reason. */
  onGone?: () => void;
};

let shown: Shown | null = null;
let watchers: readonly (() => void)[] = [];

/** Shows something in place of what is shown. */
export function show(next: Shown): void {
  change(next);
}

/** Takes away what is shown; with a key, only if it is that. */
export function hide(key?: string): void {
  if (shown && (key === undefined || shown.key === key)) change(null);
}

/** What is shown now. */
export function nowShown(): Shown | null {
  return shown;
}

/** Calls back after every change. */
export function watchShown(watcher: () => void): () => void {
  watchers = [...watchers, watcher];
  return () => {
    watchers = watchers.filter((other) => other !== watcher);
  };
}

function change(next: Shown | null): void {
  const before = shown;
  shown = next;
  if (before?.key !== next?.key) before?.onGone?.();
  for (const watcher of watchers) watcher();
}

const STORED_AS = "jackdaw.single-keys";

let watchers: (() => void)[] = [];

/** Whether keys without ⌘ or Ctrl do anything; on unless this browser's user turned them off. */
export function singleKeysAllowed(): boolean {
  try {
    return localStorage.getItem(STORED_AS) !== "off";
  } catch {
    return true;
  }
}

/** Turns single keys on or off for this browser. */
export function allowSingleKeys(allowed: boolean): void {
  try {
    if (allowed) localStorage.removeItem(STORED_AS);
    else localStorage.setItem(STORED_AS, "off");
  } catch {
    return;
  }
  for (const watcher of watchers) watcher();
}

/** Calls back after every change in this tab. */
export function watchSingleKeys(watcher: () => void): () => void {
  watchers = [...watchers, watcher];
  return () => {
    watchers = watchers.filter((other) => other !== watcher);
  };
}

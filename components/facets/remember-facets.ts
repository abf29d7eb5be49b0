const STORED_AS = "jackdaw.facets";

let watchers: readonly (() => void)[] = [];
/** Undefined until it was read; a storage that is private keeps the choice for this page alone. */
let isOpen: boolean | undefined;

/** Calls back when the facets are shown or hidden. */
export function watchFacets(watcher: () => void): () => void {
  watchers = [...watchers, watcher];
  return () => {
    watchers = watchers.filter((other) => other !== watcher);
  };
}

/** Whether the facets are shown. On a narrow screen they would lie over the list, so there they are opened anew each time. */
export function isOpenNow(): boolean {
  isOpen ??= readStored();
  return isOpen;
}

function readStored(): boolean {
  try {
    return window.innerWidth > 900 && localStorage.getItem(STORED_AS) === "open";
  } catch {
    return false;
  }
}

/** Shows or hides the facets, and remembers it. */
export function toggleFacets(): void {
  isOpen = !isOpenNow();
  try {
    localStorage.setItem(STORED_AS, isOpen ? "open" : "closed");
  } catch {
    // Nothing is remembered where nothing can be stored.
  }
  for (const watcher of watchers) watcher();
}

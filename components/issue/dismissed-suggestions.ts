const STORED_AS = "jackdaw.dismissed-suggestions";

/** Older ones are forgotten: by then the rule is written or the value no longer changes. */
const KEPT = 100;

let watchers: (() => void)[] = [];

/** Whether this browser's user did not want this rule for this project. */
export function isDismissed(projectSlug: string, rule: string): boolean {
  return read().includes(nameOf(projectSlug, rule));
}

/** Remembers, in this browser, that a suggested rule is not wanted. */
export function dismissSuggestion(projectSlug: string, rule: string): void {
  write([...read().filter((name) => name !== nameOf(projectSlug, rule)), nameOf(projectSlug, rule)]);
}

/** Wants it again. */
export function recallSuggestion(projectSlug: string, rule: string): void {
  write(read().filter((name) => name !== nameOf(projectSlug, rule)));
}

/** Calls back after every change in this tab. */
export function watchDismissed(watcher: () => void): () => void {
  watchers = [...watchers, watcher];
  return () => {
    watchers = watchers.filter((other) => other !== watcher);
  };
}

/** In a storage that is full, private or damaged, nothing was dismissed. */
function read(): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(STORED_AS) ?? "[]");
    return Array.isArray(kept) ? kept.filter((name) => typeof name === "string") : [];
  } catch {
    return [];
  }
}

function write(names: string[]): void {
  try {
    localStorage.setItem(STORED_AS, JSON.stringify(names.slice(-KEPT)));
  } catch {
    return;
  }
  for (const watcher of watchers) watcher();
}

function nameOf(projectSlug: string, rule: string): string {
  return `${projectSlug} ${rule}`;
}

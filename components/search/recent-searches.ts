/** Where the searches for issues are kept. */
export const ISSUE_SEARCHES = "jackdaw.recent-searches";

const KEPT = 10;

/** What was searched for in this browser, newest first, at most 10. */
export function readRecent(storedAs = ISSUE_SEARCHES): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(storedAs) ?? "[]");
    return Array.isArray(kept) ? kept.filter((query) => typeof query === "string").slice(0, KEPT) : [];
  } catch {
    // In a storage that is private or damaged, nothing was searched for.
    return [];
  }
}

/** Puts a query on top of the recent ones. */
export function rememberSearch(query: string, storedAs = ISSUE_SEARCHES): void {
  if (query === "") return;
  const kept = [query, ...readRecent(storedAs).filter((other) => other !== query)].slice(0, KEPT);
  try {
    localStorage.setItem(storedAs, JSON.stringify(kept));
  } catch {
    return;
  }
}

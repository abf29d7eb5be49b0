/** Values that are remembered, of all issues and keys together: some ten megabytes. */
const MOST = 100_000;

/** How many events of an issue have each value of a tag; `isCut`: there are more values than were read. */
export type TagValues = { values: [value: string, count: number][]; isCut: boolean };

/**
 * The tags of an issue when it had so many events. Whatever changes its tags changes that counter in the same transaction,
 * so whoever reads the counter knows whether they are still true; processes need not tell each other.
 */
type Known = { events: number; size: number; keys: Map<string, TagValues> };

/** In order of their last use. Ids of issues are the server's, not a project's. */
const issues = new Map<number, Known>();
let size = 0;

/** The tags of an issue that had so many events, by key; none where they are not known or not true any more. */
export function recallTags(issueId: number, events: number): ReadonlyMap<string, TagValues> {
  const known = issues.get(issueId);
  if (known === undefined || known.events !== events) return new Map();
  issues.delete(issueId);
  issues.set(issueId, known);
  return known.keys;
}

/** Keeps the values of a key, and forgets the issues that were not asked for longest. */
export function rememberTags(issueId: number, events: number, key: string, read: TagValues): void {
  const old = issues.get(issueId);
  const known = old?.events === events ? old : { events, size: 0, keys: new Map<string, TagValues>() };
  forget(issueId);
  known.size += read.values.length + 1 - (known.keys.get(key)?.values.length ?? -1);
  known.keys.set(key, read);
  issues.set(issueId, known);
  size += known.size;
  for (const oldest of issues.keys()) {
    if (size <= MOST) break;
    forget(oldest);
  }
}

function forget(issueId: number): void {
  size -= issues.get(issueId)?.size ?? 0;
  issues.delete(issueId);
}

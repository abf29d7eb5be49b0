/** Issues that are remembered: a kilobyte each. */
const MOST = 5000;

/**
 * Counts of an issue up to a moment. `events`: how many were counted before it, since ever. A late event, a merge and its
 * undoing change that number in the transaction that changes the counts, so whoever reads both knows whether they are still
 * true; processes need not tell each other.
 */
export type Past = {
  /** Start of an hour, ms. */
  until: number;
  events: number;
  /** By start, ms. */
  hours: ReadonlyMap<number, number>;
  days: ReadonlyMap<number, number>;
};

/** In order of their last use. */
const pasts = new Map<string, Past>();

/** Ids of issues are the server's, not a project's. */
function nameOf(issueId: number, environment: string | undefined): string {
  return environment === undefined ? String(issueId) : `${issueId} ${environment}`;
}

/** What is remembered of an issue, true or not. */
export function recallPast(issueId: number, environment: string | undefined): Past | undefined {
  const name = nameOf(issueId, environment);
  const past = pasts.get(name);
  if (past) {
    pasts.delete(name);
    pasts.set(name, past);
  }
  return past;
}

/** Keeps it, and forgets what was not asked for longest. */
export function rememberPast(issueId: number, environment: string | undefined, past: Past): void {
  pasts.set(nameOf(issueId, environment), past);
  if (pasts.size <= MOST) return;
  const [oldest] = pasts.keys();
  if (oldest !== undefined) pasts.delete(oldest);
}

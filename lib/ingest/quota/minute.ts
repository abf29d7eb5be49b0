/** Who uses up what: one key of one project, in one category of Sentry's (`error`, `log_item`, …). */
export interface UseKey {
  projectId: number;
  keyId: string;
  category: string;
}

/** A use that all processes share. */
export interface SharedUse extends UseKey {
  used: number;
}

/** What was used up of one bucket, as far as this process knows. */
interface Tally {
  /** By everybody, at the last reading. */
  shared: number;
  /** Here, on its way to the others. */
  sending: number;
  /** Here, since then. */
  unsent: number;
}

/**
 * One minute's buckets, full when it begins: a tally for each key that was used in it, and one for each project. Pure;
 * the clock is the caller's.
 */
export interface Minute {
  /** Epoch ms. */
  readonly start: number;
  readonly keys: Map<string, Tally & UseKey>;
  readonly projects: Map<string, Tally>;
}

export const MINUTE_MS = 60_000;

/** The minute that holds `now` (epoch ms), with nothing used. */
export function openMinute(now: number): Minute {
  return { start: now - (now % MINUTE_MS), keys: new Map(), projects: new Map() };
}

/** Whether `now` (epoch ms) lies in that minute. */
export function holds(minute: Minute, now: number): boolean {
  return now >= minute.start && now < minute.start + MINUTE_MS;
}

/** Whole seconds until the next minute, 1 to 60. */
export function secondsLeft(minute: Minute, now: number): number {
  return Math.min(60, Math.max(1, Math.ceil((minute.start + MINUTE_MS - now) / 1000)));
}

/** What is used of the key's bucket and of its project's, this process's own use included. */
export function usedIn(minute: Minute, key: UseKey): { key: number; project: number } {
  return { key: sum(minute.keys.get(keyName(key))), project: sum(minute.projects.get(projectName(key))) };
}

/** Uses up one of both buckets, or several. */
export function use(minute: Minute, { projectId, keyId, category }: UseKey, count = 1): void {
  const key = { projectId, keyId, category };
  tallyOf(minute.keys, keyName(key), key).unsent += count;
  tallyOf(minute.projects, projectName(key), {}).unsent += count;
}

/** What the others do not know yet, in one order for everybody; it counts as being on its way from now on. */
export function beginSending(minute: Minute): SharedUse[] {
  for (const tally of [...minute.keys.values(), ...minute.projects.values()]) {
    tally.sending = tally.unsent;
    tally.unsent = 0;
  }
  return [...minute.keys.values()]
    .filter(({ sending }) => sending > 0)
    .map(({ projectId, keyId, category, sending }) => ({ projectId, keyId, category, used: sending }));
}

/** Ends a sending that succeeded: `shared` is what all have used now, ours included. */
export function endSending(minute: Minute, shared: SharedUse[]): void {
  for (const tally of [...minute.keys.values(), ...minute.projects.values()]) {
    tally.sending = 0;
    tally.shared = 0;
  }
  for (const row of shared) {
    const key = minute.keys.get(keyName(row));
    if (key) key.shared += row.used;
    const project = minute.projects.get(projectName(row));
    if (project) project.shared += row.used;
  }
}

/** Ends a sending that failed: what was on its way waits for the next one. */
export function takeBack(minute: Minute): void {
  for (const tally of [...minute.keys.values(), ...minute.projects.values()]) {
    tally.unsent += tally.sending;
    tally.sending = 0;
  }
}

/** Whether something was used that the others do not know yet. */
export function hasUnsent(minute: Minute): boolean {
  return [...minute.keys.values()].some(({ unsent }) => unsent > 0);
}

function tallyOf<T extends object>(tallies: Map<string, Tally & T>, name: string, of: T): Tally {
  let tally = tallies.get(name);
  if (!tally) tallies.set(name, (tally = { shared: 0, sending: 0, unsent: 0, ...of }));
  return tally;
}

function sum(tally: Tally | undefined): number {
  return tally ? tally.shared + tally.sending + tally.unsent : 0;
}

function keyName({ keyId, category }: UseKey): string {
  return `${keyId} ${category}`;
}

function projectName({ projectId, category }: UseKey): string {
  return `${projectId} ${category}`;
}

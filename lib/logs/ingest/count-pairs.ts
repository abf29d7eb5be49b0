const MAX_PAIRS = 200;
/** So many pairs always get counters. */
const FREE_PAIRS = 20;
/** Beyond them a counter has to stand for so many lines: for fewer, the engine counts faster than Postgres reads. */
const LINES_PER_PAIR = 12;
const MAX_MINUTES = 5_000;
/** Minutes of a project, as they came, that say how many lines a minute has. */
const RECENT_MINUTES = 8;

/** Pairs of host and service by project and minute. */
const minutes = new Map<string, Set<string>>();
/** By project: lines of the minutes that came last. */
const recent = new Map<number, Map<number, number>>();

/**
 * Whether a host and service get counters of their own in this minute (epoch ms) of a project: the first pairs that this
 * process meets do, twenty, and up to 200 where a minute has lines enough for them; so hosts that say little, or names made up
 * by a sender, cannot fill the table. The others are counted together.
 */
export function admitPair(projectId: number, minute: number, host: string, service: string): boolean {
  const name = `${projectId} ${minute}`;
  let pairs = minutes.get(name);
  if (!pairs) {
    const oldest = minutes.size >= MAX_MINUTES ? minutes.keys().next().value : undefined;
    if (oldest !== undefined) minutes.delete(oldest);
    minutes.set(name, (pairs = new Set()));
  }
  const pair = `${host}\n${service}`;
  if (pairs.has(pair)) return true;
  if (pairs.size >= FREE_PAIRS && pairs.size >= mostPairs(projectId)) return false;
  pairs.add(pair);
  return true;
}

/** Notes that a chunk had so many lines in a minute: how many pairs get counters from now on goes by that. */
export function noteLines(projectId: number, minute: number, lines: number): void {
  let known = recent.get(projectId);
  if (!known) {
    if (recent.size >= MAX_MINUTES) recent.delete(recent.keys().next().value ?? projectId);
    recent.set(projectId, (known = new Map()));
  }
  const before = known.get(minute) ?? 0;
  known.delete(minute);
  known.set(minute, before + lines);
  const [oldest] = known.keys();
  if (known.size > RECENT_MINUTES && oldest !== undefined) known.delete(oldest);
}

/** By the fullest of the recent minutes: the one that runs has just begun. */
function mostPairs(projectId: number): number {
  const lines = Math.max(0, ...(recent.get(projectId)?.values() ?? []));
  return Math.min(MAX_PAIRS, Math.floor(lines / LINES_PER_PAIR));
}

const MAX_PAIRS = 200;
const MAX_MINUTES = 5_000;

/** Pairs of host and service by project and minute. */
const minutes = new Map<string, Set<string>>();

/**
 * Whether a host and service get counters of their own in this minute (epoch ms) of a project: the first 200 pairs that this
 * process meets do, so that names made up by a sender cannot fill the table; the others are counted together.
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
  if (pairs.size >= MAX_PAIRS) return false;
  pairs.add(pair);
  return true;
}

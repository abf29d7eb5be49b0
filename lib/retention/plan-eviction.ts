/** How many issues there are that store so many events. */
export interface StoredGroup {
  stored: number;
  issues: number;
}

/** An issue keeps at least its first and its last event. */
const LEAST = 2;
/** Events that stay spread over the whole life of an issue; what it may keep beyond them are its newest. */
const MOST_SPREAD = 50;

/**
 * How many events an issue may keep so that all together keep no more than `target`: what is above this level goes, so
 * the noisiest issues lose most and quiet ones nothing. Never below 2; with more issues than half of `target`, that many
 * events stay. Infinity when nothing has to go.
 */
export function keepLevel(groups: StoredGroup[], target: number): number {
  const sorted = groups.filter(({ issues }) => issues > 0).toSorted((a, b) => a.stored - b.stored);
  let left = sorted.reduce((sum, { issues }) => sum + issues, 0);
  let spent = 0;
  for (const { stored, issues } of sorted) {
    if (spent + left * stored > target) return Math.max(LEAST, Math.floor((target - spent) / left));
    spent += issues * stored;
    left -= issues;
  }
  return Number.POSITIVE_INFINITY;
}

export interface StoredSpan {
  /** Events that the issue stores. */
  count: number;
  /** Times of the oldest and the newest of them, epoch ms. */
  firstMs: number;
  lastMs: number;
  /** How many it may keep, at least 2. */
  level: number;
}

/**
 * Decides, event after event from the oldest on, which ones stay: the oldest of each of up to 49 equal spans of time (half
 * of what may be kept, if that is less), and then the newest, as many as the level allows. So the first and the last
 * event always stay, the past stays visible in even steps, and the recent end is dense.
 *
 * The function that is returned is asked once per event in order of arrival; `timeMs` is when that event was received.
 */
export function chooseKept({ count, firstMs, lastMs, level }: StoredSpan): (timeMs: number) => boolean {
  const spans = Math.max(1, Math.min(MOST_SPREAD - 1, Math.ceil(level / 2) - 1));
  const newestFrom = count - (level - spans);
  const spanMs = Math.max(1, lastMs - firstMs) / spans;
  let index = -1;
  let latestSpan = -1;
  return (timeMs) => {
    index++;
    if (index >= newestFrom) return true;
    const span = Math.min(spans - 1, Math.floor((timeMs - firstMs) / spanMs));
    if (span <= latestSpan) return false;
    latestSpan = span;
    return true;
  };
}
